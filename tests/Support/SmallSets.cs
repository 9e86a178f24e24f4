using FhnHw.Training.Data;

namespace FhnHw.Tests;

/// <summary>Sets of a few small images, for tests.</summary>
public static class SmallSets
{
    /// <summary>Images whose pixels all differ from image to image; labels go round the classes.</summary>
    public static ImageSet Images(int count, int rows = 3, int columns = 2, int classes = 4) => new(
        rows, columns,
        [.. Enumerable.Range(0, count * rows * columns).Select(i => (byte)((i * 7) % 256))],
        [.. Enumerable.Range(0, count).Select(i => (byte)(i % classes))]);

    /// <summary>Twelve images to train on and eight to test on.</summary>
    public static DataSet Set() => DataSet.Of("small", "a test", Images(12), Images(8));

    /// <summary>True when two sets have the same images and labels.</summary>
    public static bool Same(ImageSet a, ImageSet b) =>
        a.Rows == b.Rows && a.Columns == b.Columns && a.Pixels.SequenceEqual(b.Pixels) && a.Labels.SequenceEqual(b.Labels);
}
