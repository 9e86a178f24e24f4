using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>How pixels lie in an image.</summary>
public static class PixelGrid
{
    /// <summary>Rows and columns of an image whose pixels stand in one row: a square where that fits, else one row.</summary>
    /// <param name="pixels">How many, at least 1.</param>
    internal static (int Rows, int Columns) OfRow(int pixels)
    {
        var side = (int)Math.Round(Math.Sqrt(pixels));
        return side * side == pixels ? (side, side) : (1, pixels);
    }

    /// <summary>Grey of a colour, 0 to 255: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), rounded to nearest.</summary>
    public static byte Grey(int red, int green, int blue) => (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);

    /// <summary>Turns rows into columns, as the images of EMNIST need to stand upright.</summary>
    internal static ImageSet Transposed(ImageSet set)
    {
        var (rows, columns) = (set.Rows, set.Columns);
        var turned = Memory.Take(set.Pixels.Length, "the set, turned,");
        Parallel.For(0, set.Count, image =>
        {
            var from = set.Image(image);
            var to = turned.AsSpan(image * rows * columns, rows * columns);
            for (var pixel = 0; pixel < to.Length; pixel++)
            {
                to[(pixel % columns * rows) + (pixel / columns)] = from[pixel];
            }
        });
        return new ImageSet(columns, rows, turned, set.Labels, set.Classes);
    }

    /// <summary>Joins images and labels that were read from two places.</summary>
    /// <exception cref="InvalidSettingException">Their numbers differ.</exception>
    internal static ImageSet Join(
        (byte[] Pixels, int Count, int Rows, int Columns) images, string imagesPlace, byte[] labels, string labelsPlace) =>
        labels.Length == images.Count
            ? new ImageSet(images.Rows, images.Columns, images.Pixels, labels)
            : throw new InvalidSettingException(
                $"{imagesPlace} has {images.Count} images and {labelsPlace} {labels.Length} labels; give two files of one set.");
}
