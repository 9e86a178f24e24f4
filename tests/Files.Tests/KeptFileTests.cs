using FhnHw.Tests;

namespace FhnHw.Files.Tests;

public sealed class KeptFileTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 40).Select(i => (byte)i)];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_kept_is_read_by_its_key_alone()
    {
        KeptFile.Write(_folder["a"], "key | 1", Content);
        Assert.Equal(Content, KeptFile.Read(_folder["a"], "key | 1"));
        Assert.Null(KeptFile.Read(_folder["a"], "key | 2"));
        Assert.Null(KeptFile.Read(_folder["a"], "key"));
        Assert.Null(KeptFile.Read(_folder["b"], "key | 1"));
    }

    [Fact]
    public void A_file_with_any_byte_changed_or_cut_off_anywhere_is_as_good_as_none()
    {
        KeptFile.Write(_folder["a"], "key\nof two lines", Content);
        var whole = File.ReadAllBytes(_folder["a"]);
        for (var at = 0; at < whole.Length; at++)
        {
            var bytes = whole.ToArray();
            bytes[at] ^= 4;
            File.WriteAllBytes(_folder["a"], bytes);
            Assert.Null(KeptFile.Read(_folder["a"], "key\nof two lines"));
            File.WriteAllBytes(_folder["a"], whole[..at]);
            Assert.Null(KeptFile.Read(_folder["a"], "key\nof two lines"));
        }

        File.WriteAllBytes(_folder["a"], new byte[whole.Length]);
        Assert.Null(KeptFile.Read(_folder["a"], "key\nof two lines"));
        KeptFile.Write(_folder["a"], "key\nof two lines", Content);
        Assert.Equal(Content, KeptFile.Read(_folder["a"], "key\nof two lines"));
    }

    [Fact]
    public void Many_that_write_and_read_it_at_once_see_it_whole()
    {
        byte[][] contents = [.. Enumerable.Range(1, 8).Select(n => Enumerable.Repeat((byte)n, 5000 * n).ToArray())];
        KeptFile.Write(_folder["a"], "key", contents[0]);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n =>
        {
            for (var round = 0; round < 20; round++)
            {
                KeptFile.Write(_folder["a"], "key", contents[n]);
                Assert.Contains(KeptFile.Read(_folder["a"], "key")!, contents);
            }
        });
        Assert.Equal(["a"], _folder.Names);
    }

    [Fact]
    public void A_place_that_cannot_be_written_keeps_nothing()
    {
        File.WriteAllText(_folder["file"], "");
        KeptFile.Write(Path.Combine(_folder["file"], "a"), "key", Content);
        Assert.Null(KeptFile.Read(Path.Combine(_folder["file"], "a"), "key"));
    }
}
