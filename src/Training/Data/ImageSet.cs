namespace FhnHw.Training.Data;

/// <summary>Labelled grey images, all of one size. Immutable.</summary>
public sealed class ImageSet
{
    private readonly Lazy<int[]> _counts;

    /// <summary>Wraps images.</summary>
    /// <param name="rows">Height, pixels.</param>
    /// <param name="columns">Width, pixels.</param>
    /// <param name="pixels">count × rows × columns bytes, 0 (background) to 255, image by image, row by row.</param>
    /// <param name="labels">count bytes.</param>
    /// <param name="classes">Classes of the set that these images belong to, where they themselves may lack the highest; 0 to count them here.</param>
    public ImageSet(int rows, int columns, byte[] pixels, byte[] labels, int classes = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.LongLength, (long)labels.Length * rows * columns);
        var least = Math.Max(2, labels.Length == 0 ? 0 : labels.Max() + 1);
        if (classes != 0)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(classes, least);
        }

        Rows = rows;
        Columns = columns;
        Pixels = pixels;
        Labels = labels;
        Classes = Math.Max(classes, least);
        _counts = new Lazy<int[]>(CountClasses);
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

    /// <summary>Outputs of a network for this set: the largest label of the whole set plus one, at least 2. Some classes may have no image.</summary>
    public int Classes { get; }

    /// <summary>Images of each class.</summary>
    public IReadOnlyList<int> ClassCounts => _counts.Value;

    /// <summary>The bytes of one image.</summary>
    public ReadOnlySpan<byte> Image(int index) => Pixels.AsSpan(index * Rows * Columns, Rows * Columns);

    /// <summary>The same images as part of a set with more classes.</summary>
    /// <param name="classes">At least as many as here.</param>
    public ImageSet WithClasses(int classes) => classes == Classes ? this : new ImageSet(Rows, Columns, Pixels, Labels, classes);

    /// <summary>Some of the images, in the order given; the classes stay.</summary>
    /// <param name="indices">Numbers of images.</param>
    public ImageSet Pick(IReadOnlyList<int> indices)
    {
        var size = Rows * Columns;
        var pixels = new byte[indices.Count * size];
        var labels = new byte[indices.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            Image(indices[i]).CopyTo(pixels.AsSpan(i * size));
            labels[i] = Labels[indices[i]];
        }

        return new ImageSet(Rows, Columns, pixels, labels, Classes);
    }

    private int[] CountClasses()
    {
        var counts = new int[Classes];
        foreach (var label in Labels)
        {
            counts[label]++;
        }

        return counts;
    }
}
