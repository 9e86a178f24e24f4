using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Verification;

/// <summary>The integers of one feature of a response, each with its run and step.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="At">The number at an index.</param>
/// <param name="RunOf">Its run; of an image's number, the image's first run.</param>
/// <param name="StepOf">Its step, counted from the start of the run.</param>
internal sealed record ResponseValues(int Count, Func<int, long> At, Func<int, int> RunOf, Func<int, int> StepOf)
{
    /// <summary>Every feature that a response of a fixed-point array holds, and the number of runs that saturated.</summary>
    /// <param name="response">What an array gave back.</param>
    /// <param name="settings">Format and window.</param>
    /// <param name="request">What was asked.</param>
    public static IEnumerable<ResponseValues> Of(Response response, ArraySettings settings, FeatureRequest request)
    {
        var window = settings.Window;
        var runs = response.Runs;
        var end = window.TotalSteps;
        yield return new(1, _ => response.SaturatedRuns, _ => 0, _ => end);
        if (response.Trace?.Words is { } words)
        {
            yield return new(words.Length, i => words[i], i => i % runs, i => window.TransientSteps + (i / runs * window.Stride));
        }

        if (response.Signs is { } signs)
        {
            yield return new(signs.Words.Length, i => signs.Words[i], i => i % runs, i => window.TransientSteps + (32 * (i / runs) * window.Stride));
        }

        if (request.Features.HasFlag(Features.Ends) && response.Ends is { } ends)
        {
            yield return new(
                2 * runs, i => i < runs ? ends[i].First : ends[i - runs].Last, i => i % runs, i => i < runs ? window.TransientSteps : end);
        }

        if (request.Features.HasFlag(Features.Mean) && response.MeanX is { } means)
        {
            // Of the cells, a mean is an exact sum times a constant: its nearest whole number is that sum. Of what an ADC reads, its bits.
            yield return new(runs, i => settings.Imperfections.HasAdc
                ? BitConverter.DoubleToInt64Bits(means[i])
                : (long)Math.Round(means[i] * window.Steps / settings.Format.XUnit), i => i, _ => end);
        }

        if (response.ActivationSum is { } sums)
        {
            yield return new(runs, i => sums[i], i => i, _ => end);
        }

        if (response.Votes is { } votes && request.Readout is { } readout)
        {
            yield return new(votes.Length, i => votes[i], i => i / readout.Classes * readout.Cells, _ => end);
        }
    }
}
