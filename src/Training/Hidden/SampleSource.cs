using FhnHw.Kernels.Arrays;

namespace FhnHw.Training.Hidden;

/// <summary>g(x) of some cells, sample by sample.</summary>
/// <param name="values">[row · samples + m].</param>
/// <param name="rowOf">The row of a cell, by its place among the codes that were asked for.</param>
/// <param name="samples">Samples of the window.</param>
public sealed class SampleRows(float[] values, Func<int, int> rowOf, int samples)
{
    /// <summary>The samples of the cell at a place.</summary>
    public ReadOnlySpan<float> this[int place] => values.AsSpan(rowOf(place) * samples, samples);
}

/// <summary>What the readout sees of a layer's cells.</summary>
public interface ISampleSource
{
    /// <summary>Samples of the window.</summary>
    int Samples { get; }

    /// <summary>g(x) of each cell of some images.</summary>
    /// <param name="codes">Current codes of whole images.</param>
    SampleRows RowsOf(ushort[] codes);
}

/// <summary>Samples from the traces of an atlas.</summary>
internal sealed class AtlasSamples(Atlas atlas, Nonlinearity nonlinearity) : ISampleSource
{
    private readonly float[] _values = TraceRows.Of(atlas.Response.Trace!, nonlinearity);

    /// <inheritdoc/>
    public int Samples => atlas.Settings.Window.Samples;

    /// <inheritdoc/>
    public SampleRows RowsOf(ushort[] codes) => new(_values, place => atlas.RunOf(codes[place], place), Samples);
}

/// <summary>Samples from running the array.</summary>
internal sealed class StreamSamples(ICellArray array, Nonlinearity nonlinearity, TrialCount trials) : ISampleSource
{
    /// <inheritdoc/>
    public int Samples => array.Settings.Window.Samples;

    /// <inheritdoc/>
    public SampleRows RowsOf(ushort[] codes)
    {
        var trace = array.Run(new(codes, Features.Trace, null, trials.Take(codes.Length))).Trace!;
        var values = TraceRows.Of(trace, nonlinearity);
        trace.GiveBack();
        return new(values, place => place, Samples);
    }
}

/// <summary>Lays traces out by run.</summary>
internal static class TraceRows
{
    /// <summary>g(x), [run · samples + m].</summary>
    public static float[] Of(Trace trace, Nonlinearity nonlinearity)
    {
        var values = new float[trace.Samples * trace.Runs];
        Parallel.For(0, trace.Runs, run =>
        {
            for (var m = 0; m < trace.Samples; m++)
            {
                values[(run * trace.Samples) + m] = (float)Readout.Apply(nonlinearity, trace[m, run]);
            }
        });
        return values;
    }
}
