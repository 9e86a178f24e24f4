using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Samples;

/// <summary>What follows from a trace that is known, equal to the bit to what an array gives for it: nothing runs again.</summary>
public static class TraceViews
{
    /// <summary>The mean of g(x) over the samples of each run, and its sum where X is in integers.</summary>
    /// <param name="trace">x as it is read, through an ADC where there is one.</param>
    /// <param name="nonlinearity">g.</param>
    /// <param name="format">The number format of the array.</param>
    /// <returns>Sums in LSBs of the readout's table, or null in floating point; means in units of g; one a run.</returns>
    public static (long[]? Sums, double[] Means) Activations(Trace trace, Nonlinearity nonlinearity, CellFormat format) =>
        trace.Words is { } words ? Fixed(words.AsSpan(), trace, nonlinearity, format) : (null, Real(trace, nonlinearity));

    /// <summary>The samples 0, n, 2n, ... of a trace, as an array with n times the stride takes them.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="n">1 or more.</param>
    /// <param name="format">The number format of the array.</param>
    public static Trace Every(Trace trace, int n, CellFormat format)
    {
        var samples = (trace.Samples + n - 1) / n;
        return trace.Words is { } words
            ? new FixedTrace(samples, trace.Runs, Rows<short>(words.AsSpan(), trace.Runs, n), format)
            : new RealTrace(samples, trace.Runs, Rows<double>(((RealTrace)trace).Values, trace.Runs, n));
    }

    private static (long[] Sums, double[] Means) Fixed(ReadOnlySpan<short> words, Trace trace, Nonlinearity nonlinearity, CellFormat format)
    {
        var readout = FixedReadout.TableOf(nonlinearity, format);
        var sums = new long[trace.Runs];
        for (var m = 0; m < trace.Samples; m++)
        {
            var row = words.Slice(m * trace.Runs, trace.Runs);
            for (var run = 0; run < row.Length; run++)
            {
                sums[run] += readout.Table[row[run] + readout.XMax];
            }
        }

        var scale = readout.Unit / trace.Samples; // as SampledFeatures has it
        return (sums, Array.ConvertAll(sums, sum => sum * scale));
    }

    // In the order of time, as FloatBatch adds them up.
    private static double[] Real(Trace trace, Nonlinearity nonlinearity)
    {
        var means = new double[trace.Runs];
        for (var m = 0; m < trace.Samples; m++)
        {
            for (var run = 0; run < means.Length; run++)
            {
                means[run] += Readout.Apply(nonlinearity, trace[m, run]);
            }
        }

        return Array.ConvertAll(means, sum => sum / trace.Samples);
    }

    private static T[] Rows<T>(ReadOnlySpan<T> values, int runs, int n)
    {
        var samples = values.Length / runs;
        var rows = new T[(samples + n - 1) / n * runs];
        for (var m = 0; m < samples; m += n)
        {
            values.Slice(m * runs, runs).CopyTo(rows.AsSpan(m / n * runs));
        }

        return rows;
    }
}
