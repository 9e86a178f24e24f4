using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments;

/// <summary>The integers of one feature of a response, each with its run and step.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="At">The number at an index.</param>
/// <param name="RunOf">Its run; of an image's number, the image's first run.</param>
/// <param name="StepOf">Its step, counted from the start of the run.</param>
internal sealed record ResponseValues(int Count, Func<int, long> At, Func<int, int> RunOf, Func<int, int> StepOf)
{
    /// <summary>Every feature that a response of a fixed-point array holds, and the number of runs that saturated.</summary>
    /// <param name="response">What an array gave back.</param>
    /// <param name="window">Its window.</param>
    /// <param name="readout">The output layer that was asked for, or null.</param>
    public static IEnumerable<ResponseValues> Of(Response response, Window window, Readout? readout)
    {
        var runs = response.Runs;
        var end = window.TotalSteps;
        yield return new(1, _ => response.SaturatedRuns, _ => 0, _ => end);
        if (response.Trace is FixedTrace trace)
        {
            yield return new(trace.Words.Length, i => trace.Words[i], i => i % runs, i => window.TransientSteps + (i / runs * window.Stride));
        }

        if (response.Signs is { } signs)
        {
            yield return new(signs.Words.Length, i => signs.Words[i], i => i % runs, i => window.TransientSteps + (32 * (i / runs) * window.Stride));
        }

        if (response.Ends is null && response.MeanX is { } means) // of what a converter reads
        {
            yield return new(runs, i => BitConverter.DoubleToInt64Bits(means[i]), i => i, _ => end);
        }

        if (response.Ends is { } ends)
        {
            yield return new(2 * runs, i => i < runs ? ends[i].First : ends[i - runs].Last, i => i % runs, i => i < runs ? window.TransientSteps : end);
        }

        if (response.ActivationSum is { } sums)
        {
            yield return new(runs, i => sums[i], i => i, _ => end);
        }

        if (response.Votes is { } votes && readout is not null)
        {
            yield return new(votes.Length, i => votes[i], i => i / readout.Classes * readout.Cells, _ => end);
        }
    }
}
