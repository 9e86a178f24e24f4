using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>What an array responds to every current code, measured with as few runs as there are different ones.</summary>
/// <param name="Response">Means of every run; traces with a column for each run, or one for all that are equal.</param>
/// <param name="Columns">The column of each run; null where each has its own.</param>
/// <param name="Codes">The runs that were made, as codes of a batch.</param>
internal sealed record ResponseTableMeasurement(Response Response, int[]? Columns, ushort[] Codes)
{
    // Runs of a call where traces are put together from several: 52 MB of samples of the usual window.
    private const int CallRuns = 1 << 14;

    /// <summary>Measures an array; where a run saturated, every run is made, since which of them did is counted, and not told.</summary>
    /// <param name="array">The array; it is deterministic.</param>
    /// <param name="nonlinearity">g of the readout.</param>
    /// <param name="mostSamples">Traces are kept where they have no more samples.</param>
    public static ResponseTableMeasurement Of(ICellArray array, Nonlinearity nonlinearity, long mostSamples)
    {
        var settings = array.Settings;
        return (AreAlike(array.Describe(), settings) ? OfAlikeCells(array, nonlinearity, mostSamples)
            : Differ(array.Describe(), settings) && EqualCellRuns.Of(settings) is { } runs ? OfCells(array, runs, nonlinearity, mostSamples)
            : null) ?? OfAll(array, nonlinearity, mostSamples);
    }

    /// <summary>True where all cells of an array are alike to the bit.</summary>
    public static bool AreAlike(ArrayDescription array, ArraySettings settings) => array.Capabilities.FixedPoint && !settings.HasPerCellParameters;

    // Cells that differ in no more than their parameters say. On a board each is a circuit of its own, which may be at fault: there every one is measured.
    private static bool Differ(ArrayDescription array, ArraySettings settings) =>
        array.Capabilities is { FixedPoint: true, Remote: false } && settings.HasPerCellParameters;

    private static ResponseTableMeasurement OfAll(ICellArray array, Nonlinearity nonlinearity, long mostSamples)
    {
        var runs = ResponseTable.AllRuns(array.Settings);
        return new ResponseTableMeasurement(Run(array, runs, nonlinearity, KeepsTraces(array, runs.Length, mostSamples)), null, runs);
    }

    // One code of each input word.
    private static ResponseTableMeasurement? OfAlikeCells(ICellArray array, Nonlinearity nonlinearity, long mostSamples)
    {
        var (settings, runs) = (array.Settings, EqualRuns.Distinct(array.Settings));
        var response = Run(array, runs, nonlinearity, KeepsTraces(array, settings.Codes.Count, mostSamples));
        return runs.Length == settings.Codes.Count ? new ResponseTableMeasurement(response, null, runs)
            : response.SaturatedRuns > 0 ? null
            : new ResponseTableMeasurement(EqualRuns.Take(response, EqualRuns.Find(settings, settings, runs)!, settings.Format), null, runs);
    }

    // One run of each input word on cells of equal eps and start, some trials at a time, so that runs which only fill trials up take no memory.
    private static ResponseTableMeasurement? OfCells(ICellArray array, EqualCellRuns runs, Nonlinearity nonlinearity, long mostSamples)
    {
        var (settings, count) = (array.Settings, runs.Distinct.Length);
        var keepsTraces = KeepsTraces(array, count, mostSamples);
        var words = keepsTraces ? LargeArrays.Uninitialised((long)count * settings.Window.Samples) : null;
        var (means, activations, sums) = (new double[count], new double[count], new long[count]);
        var call = Math.Max(1, CallRuns / settings.Cells) * settings.Cells;
        for (var (start, first) = (0, 0); start < runs.Codes.Length; start += call)
        {
            var response = Run(array, runs.Codes[start..Math.Min(start + call, runs.Codes.Length)], nonlinearity, keepsTraces);
            if (response.SaturatedRuns > 0)
            {
                return null;
            }

            var next = first;
            for (; next < count && runs.Distinct[next] < start + response.Runs; next++)
            {
                var run = runs.Distinct[next] - start;
                (means[next], activations[next], sums[next]) = (response.MeanX![run], response.MeanActivation![run], response.ActivationSum![run]);
            }

            if (response.Trace is { } trace)
            {
                TakeColumns(trace, runs.Distinct.AsMemory(first..next), start, words!, first, count);
                trace.GiveBack();
            }

            first = next;
        }

        return new ResponseTableMeasurement(
            new Response
            {
                Runs = runs.Indices.Length,
                Trace = words is null ? null : new FixedTrace(settings.Window.Samples, count, words, settings.Format, LargeArrays.Return),
                MeanX = Array.ConvertAll(runs.Indices, index => means[index]),
                ActivationSum = Array.ConvertAll(runs.Indices, index => sums[index]),
                MeanActivation = Array.ConvertAll(runs.Indices, index => activations[index]),
            },
            runs.Indices, runs.Codes);
    }

    // Puts some runs of a trace side by side into a wider one.
    private static void TakeColumns(Trace trace, ReadOnlyMemory<int> runs, int start, TraceWords words, int first, int columns) =>
        Parallel.For(0, trace.Samples, sample =>
        {
            var source = trace.Words!.AsSpan(sample * trace.Runs, trace.Runs);
            var target = words.AsSpan((sample * columns) + first, runs.Length);
            var taken = runs.Span;
            for (var column = 0; column < taken.Length; column++)
            {
                target[column] = source[taken[column] - start];
            }
        });

    private static bool KeepsTraces(ICellArray array, int runs, long mostSamples) => (long)runs * array.Settings.Window.Samples <= mostSamples;

    private static Response Run(ICellArray array, ushort[] codes, Nonlinearity nonlinearity, bool keepsTraces) => array.Run(new(
        codes, (keepsTraces ? Features.Trace : Features.None) | Features.Mean | Features.Activation, new Readout(nonlinearity, [], [0])));
}
