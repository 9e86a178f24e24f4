using System.IO.Compression;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] Whole = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6];

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["images"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_are_read_plain_or_packed_whatever_the_name(bool packed)
    {
        File.WriteAllBytes(Path, packed ? Packed(Whole) : Whole);
        var (pixels, count, rows, columns) = IdxFile.ReadImages(Path);
        Assert.Equal((2, 1, 3), (count, rows, columns));
        Assert.Equal([1, 2, 3, 4, 5, 6], pixels);
    }

    [Fact]
    public void Written_bytes_are_those_of_the_format()
    {
        IdxFile.WriteImages(Path, new ImageSet(1, 3, [1, 2, 3, 4, 5, 6], [7, 9]), compress: false);
        Assert.Equal(Whole, File.ReadAllBytes(Path));
        IdxFile.WriteLabels(Path, new ImageSet(1, 3, [1, 2, 3, 4, 5, 6], [7, 9]), compress: false);
        Assert.Equal([0, 0, 8, 1, 0, 0, 0, 2, 7, 9], File.ReadAllBytes(Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_cut_anywhere_is_refused_with_the_file_named(bool packed)
    {
        var bytes = packed ? Packed(Whole) : Whole;
        for (var length = 0; length < bytes.Length; length++)
        {
            Refuse(bytes[..length], "");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bytes_beyond_the_declared_ones_are_refused(bool packed)
    {
        byte[] bytes = [.. Whole, 0];
        Refuse(packed ? Packed(bytes) : bytes, "holds more than");
    }

    [Fact]
    public void Another_magic_is_refused() => Refuse([0, 0, 8, 1, .. Whole[4..]], "0x00000801 where 0x00000803");

    [Fact]
    public void A_file_without_images_is_refused() => Refuse([.. Whole[..4], 0, 0, 0, 0, .. Whole[8..16]], "declares no images");

    [Fact]
    public void A_negative_size_is_refused() => Refuse([.. Whole[..8], 0xFF, .. Whole[9..]], "damaged number of pixels");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_giant_size_is_refused_before_memory_is_taken(bool packed)
    {
        byte[] bytes = [.. Whole[..4], 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 1];
        Refuse(packed ? Packed(bytes) : bytes, "holds fewer");
    }

    [Fact]
    public void A_flipped_bit_in_a_packed_file_never_gives_other_pixels()
    {
        var packed = Packed(Whole);
        var refused = 0;
        for (var bit = 0; bit < 8 * packed.Length; bit++)
        {
            var bytes = packed.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(Path, bytes);
            try
            {
                // gzip's time and deflate's padding carry nothing: damage there may pass.
                Assert.Equal([1, 2, 3, 4, 5, 6], IdxFile.ReadImages(Path).Pixels);
            }
            catch (InvalidSettingException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 8 * packed.Length / 2, 8 * packed.Length);
    }

    [Fact]
    public void A_missing_file_is_refused() =>
        Assert.Contains("There is no file", Assert.Throws<InvalidSettingException>(() => IdxFile.ReadLabels(Path)).Message, StringComparison.Ordinal);

    private static byte[] Packed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionLevel.Optimal))
        {
            packed.Write(bytes);
        }

        return stream.ToArray();
    }

    private void Refuse(byte[] bytes, string words)
    {
        File.WriteAllBytes(Path, bytes);
        var message = Assert.Throws<InvalidSettingException>(() => IdxFile.ReadImages(Path)).Message;
        Assert.Contains(Path, message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }
}
