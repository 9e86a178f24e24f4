using FsCheck.Xunit;

namespace FhnHw.Files.Tests;

public class NpyHeaderTests
{
    [Property]
    public bool Elements_begin_at_a_multiple_of_64_bytes_and_the_head_reads_back(byte[] lengths)
    {
        var header = new NpyHeader(NpyType.Of(typeof(float)), [.. lengths.Take(3).Select(length => (int)length)]);
        var bytes = header.ToBytes();
        using var stream = new MemoryStream(bytes);
        var read = NpyHeader.Read(stream, "x");
        return bytes.Length % 64 == 0 && stream.Position == bytes.Length && read.Type == header.Type && read.Shape.SequenceEqual(header.Shape);
    }

    [Fact]
    public void Another_magic_is_refused()
    {
        using var stream = new MemoryStream(new byte[128]);
        Assert.Contains("no NumPy array", Assert.Throws<UnusableFileException>(() => NpyHeader.Read(stream, "x")).Message, StringComparison.Ordinal);
    }
}
