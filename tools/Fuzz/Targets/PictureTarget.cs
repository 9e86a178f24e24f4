using FhnHw.Fuzz.Mutation;
using FhnHw.Host.Options;
using SkiaSharp;

namespace FhnHw.Fuzz.Targets;

/// <summary>Pictures of every kind that is read.</summary>
internal sealed class PictureTarget() : FileTarget("picture", "PNG, JPEG, WebP, GIF and BMP files", "picture.png")
{
    private const long MostPixels = 4096L * 4096;

    // Sizes are bounded whatever the file's length: a picture of one colour is short in every format.
    /// <inheritdoc/>
    protected override long BytesEach => 6 * MostPixels;

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        using var bitmap = new SKBitmap(7, 5);
        bitmap.Erase(new SKColor(20, 120, 220, 128));
        foreach (var format in (SKEncodedImageFormat[])[SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp])
        {
            using var data = bitmap.Encode(format, 90);
            yield return data.ToArray();
        }

        yield return Grey(3, 2, 8, [0, 1, 2, 3, 0, 4, 5, 6]);
        yield return Grey(9, 2, 1, [0, 0xAA, 0x80, 0, 0x55, 0]);
        yield return Grey(2, 1, 16, [0, 1, 2, 3, 4]);
        yield return [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];
        yield return
        [
            .. "BM"u8, 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 1, 2, 3, 0,
        ];
    }

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) => PngMutation.Mutate(input, random);

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        var picture = Pictures.Read(path);
        Require(picture.Pixels.LongLength == (long)picture.Rows * picture.Columns && picture.Pixels.Length > 0, "another number of pixels than is told");
    }

    private static byte[] Grey(int columns, int rows, byte bits, byte[] content) => PngMutation.Joined(
    [
        ("IHDR", [0, 0, 0, (byte)columns, 0, 0, 0, (byte)rows, bits, 0, 0, 0, 0]), ("IDAT", PngMutation.Pack(content)), ("IEND", []),
    ]);
}
