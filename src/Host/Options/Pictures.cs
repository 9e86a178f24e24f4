using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using SkiaSharp;

namespace FhnHw.Host.Options;

/// <summary>Reads pictures with Skia, which the figures of reports bring along.</summary>
internal static class Pictures
{
    // Larger ones are no input of these networks, and a damaged head could ask for any size.
    private const int LongestSide = 4096;

    /// <summary>A picture in grey; colours by <see cref="PixelGrid"/>, where it is transparent it is black.</summary>
    /// <exception cref="InvalidSettingException">The file is missing, damaged, no picture, or too large.</exception>
    public static GreyPicture Read(string path)
    {
        if (File.Exists(path))
        {
            CheckIsFile(path);
        }

        using var data = SKData.Create(path) ?? throw new InvalidSettingException($"{path} cannot be read; check the path and its permissions.");
        using var codec = SKCodec.Create(data) ?? throw Damaged(path);
        if (!PngChunks.AreWhole(data.AsSpan()))
        {
            throw Damaged(path);
        }

        var (rows, columns) = (codec.Info.Height, codec.Info.Width);
        if (!PngChunks.CanHold(data.AsSpan()))
        {
            throw Damaged(path);
        }

        if (Math.Max(rows, columns) > LongestSide)
        {
            throw new InvalidSettingException($"{path} has {rows}x{columns} pixels; give pictures of at most {LongestSide}x{LongestSide}.");
        }

        // No colour space: the file's own values, whatever profile it carries.
        var colours = new byte[4 * rows * columns];
        unsafe
        {
            fixed (byte* first = colours)
            {
                var info = new SKImageInfo(columns, rows, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
                if (codec.GetPixels(info, (nint)first) != SKCodecResult.Success)
                {
                    throw Damaged(path);
                }
            }
        }

        var grey = new byte[rows * columns];
        for (var i = 0; i < grey.Length; i++)
        {
            var opaque = PixelGrid.Grey(colours[4 * i], colours[(4 * i) + 1], colours[(4 * i) + 2]);
            grey[i] = (byte)(((opaque * colours[(4 * i) + 3]) + 127) / 255);
        }

        return new GreyPicture(rows, columns, grey);
    }

    private static void CheckIsFile(string path)
    {
        try
        {
            InputFile.Check(path);
        }
        catch (UnusableFileException error)
        {
            throw new InvalidSettingException(error.Message, error);
        }
    }

    private static InvalidSettingException Damaged(string path) => new($"{path} is damaged or no picture; write or copy it again, or take it away.");
}
