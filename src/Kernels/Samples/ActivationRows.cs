using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Samples;

/// <summary>Turns samples of X, row by row in time, into g(X), run by run, which is the order that votes and sums read in.</summary>
public static class ActivationRows
{
    /// <summary>Fills activations[run · samples + m] = g(words[m · rowLength + run]).</summary>
    /// <param name="activations">Gets runs × samples words.</param>
    /// <param name="words">X, LSBs of 2^-F.</param>
    /// <param name="rowLength">Words from one sample to the next, at least <paramref name="runs"/>.</param>
    /// <param name="runs">Number of runs.</param>
    /// <param name="samples">Samples of a run.</param>
    /// <param name="readout">Gives g as a table.</param>
    public static void Fill(
        Span<short> activations, ReadOnlySpan<short> words, int rowLength, int runs, int samples, FixedReadout readout)
    {
        const int tile = 64; // runs and samples of a tile: both sides stay in the first-level cache
        var linear = readout.Nonlinearity == Nonlinearity.Linear;
        for (var run0 = 0; run0 < runs; run0 += tile)
        {
            var run1 = Math.Min(runs, run0 + tile);
            for (var m0 = 0; m0 < samples; m0 += tile)
            {
                var m1 = Math.Min(samples, m0 + tile);
                for (var run = run0; run < run1; run++)
                {
                    var row = activations.Slice((run * samples) + m0, m1 - m0);
                    for (var m = 0; m < row.Length; m++)
                    {
                        var X = words[((m0 + m) * rowLength) + run];
                        row[m] = linear ? X : readout.Table[X + readout.XMax];
                    }
                }
            }
        }
    }

    /// <summary>The sum of a run's activations.</summary>
    public static long Sum(ReadOnlySpan<short> row)
    {
        var sum = 0L;
        foreach (var value in row)
        {
            sum += value;
        }

        return sum;
    }
}
