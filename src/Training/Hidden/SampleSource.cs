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

/// <summary>Samples from the traces of a response table: all laid out at once, or where they are many, those that are asked for.</summary>
internal sealed class ResponseTableSamples : ISampleSource
{
    // The most samples that are laid out at once: 64 MiB.
    private const long MostSamples = 1 << 24;

    private readonly ResponseTable _responses;
    private readonly Nonlinearity _nonlinearity;
    private readonly float[]? _values;

    /// <summary>Lays traces out.</summary>
    public ResponseTableSamples(ResponseTable responses, Nonlinearity nonlinearity)
    {
        (_responses, _nonlinearity) = (responses, nonlinearity);
        var trace = responses.Response.Trace!;
        _values = (long)trace.Runs * trace.Samples <= MostSamples ? TraceRows.Of(trace, Enumerable.Range(0, trace.Runs), nonlinearity) : null;
    }

    /// <inheritdoc/>
    public int Samples => _responses.Settings.Window.Samples;

    /// <inheritdoc/>
    public SampleRows RowsOf(ushort[] codes) => _values is not null
        ? new(_values, place => _responses.TraceColumnOf(codes[place], place), Samples)
        : new(
            TraceRows.Of(_responses.Response.Trace!, codes.Select((code, place) => _responses.TraceColumnOf(code, place)), _nonlinearity),
            place => place, Samples);
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
        var values = TraceRows.Of(trace, Enumerable.Range(0, trace.Runs), nonlinearity);
        trace.GiveBack();
        return new(values, place => place, Samples);
    }
}

/// <summary>Lays traces out by column.</summary>
internal static class TraceRows
{
    /// <summary>g(x) of some columns, one after the other: [row · samples + m].</summary>
    public static float[] Of(Trace trace, IEnumerable<int> columns, Nonlinearity nonlinearity)
    {
        int[] taken = [.. columns];
        var values = new float[trace.Samples * taken.Length];
        Parallel.For(0, taken.Length, row =>
        {
            for (var m = 0; m < trace.Samples; m++)
            {
                values[(row * trace.Samples) + m] = (float)Readout.Apply(nonlinearity, trace[m, taken[row]]);
            }
        });
        return values;
    }
}
