namespace FhnHw.Training.Data;

/// <summary>Labelled grey images, all of one size. Immutable.</summary>
public sealed class ImageSet
{
    /// <summary>Wraps images.</summary>
    /// <param name="rows">Height, pixels.</param>
    /// <param name="columns">Width, pixels.</param>
    /// <param name="pixels">count × rows × columns bytes, 0 (background) to 255, image by image, row by row.</param>
    /// <param name="labels">count bytes.</param>
    public ImageSet(int rows, int columns, byte[] pixels, byte[] labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.LongLength, (long)labels.Length * rows * columns);
        Rows = rows;
        Columns = columns;
        Pixels = pixels;
        Labels = labels;
        Classes = Math.Max(2, labels.Length == 0 ? 0 : labels.Max() + 1);
    }

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>Height, pixels.</summary>
    public int Rows { get; }

    /// <summary>Width, pixels.</summary>
    public int Columns { get; }

    /// <summary>Bytes 0 to 255, image by image, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>The class of each image.</summary>
    public byte[] Labels { get; }

    /// <summary>The largest label plus one, at least 2.</summary>
    public int Classes { get; }

    /// <summary>The bytes of one image.</summary>
    public ReadOnlySpan<byte> Image(int index) => Pixels.AsSpan(index * Rows * Columns, Rows * Columns);
}
