using FhnHw.Kernels.Arrays;

namespace FhnHw.Tests;

/// <summary>Output layers of uniformly distributed weights.</summary>
public static class RandomReadouts
{
    public static Readout Draw(Random random, int cells, int classes, float size, Nonlinearity nonlinearity)
    {
        float Next() => (((float)random.NextDouble() * 2) - 1) * size;
        return new Readout(
            nonlinearity,
            [.. Enumerable.Range(0, cells * classes).Select(_ => Next())],
            [.. Enumerable.Range(0, classes).Select(_ => Next())]);
    }
}
