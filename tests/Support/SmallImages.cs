using FhnHw.Training.Data;

namespace FhnHw.Tests;

/// <summary>Images of noise, 4 × 5 pixels, a third of them background.</summary>
public static class SmallImages
{
    public const int Rows = 4, Columns = 5, Pixels = Rows * Columns;

    public static ImageSet Of(int count, int classes = 3, int seed = 7)
    {
        var random = new Random(seed);
        var pixels = new byte[count * Pixels];
        random.NextBytes(pixels);
        for (var i = 0; i < pixels.Length; i += 3)
        {
            pixels[i] = 0;
        }

        return new ImageSet(Rows, Columns, pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % classes))]);
    }

    /// <summary>Values of about 1, equal at every call.</summary>
    public static float[] Noise(int count, int seed = 3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
