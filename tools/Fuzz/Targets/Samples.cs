using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Fuzz.Targets;

/// <summary>Small sound things, from which the seeds are written.</summary>
internal static class Samples
{
    /// <summary>Images of 4 x 5 pixels; labels go round three classes.</summary>
    public static ImageSet Images(int count = 6)
    {
        var pixels = new byte[count * 20];
        new Random(count).NextBytes(pixels);
        return new ImageSet(4, 5, pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))]);
    }

    /// <summary>A network for these images.</summary>
    public static NetworkWeights Weights(params int[] hidden) => NetworkWeights.Draw(20, new LayerSizes(hidden), 3, 1);

    /// <summary>The cells of a run that has begun.</summary>
    public static CellsAt[] Cells(int layers) => [.. Enumerable.Repeat(new CellsAt(7, [3L, -5, 9]), layers)];
}
