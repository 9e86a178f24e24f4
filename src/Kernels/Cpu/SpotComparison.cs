using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>Compares what the normative array says of some runs with what another array said of them in its batch, bit for bit.</summary>
/// <param name="expected">Of the chosen runs alone, one after the other.</param>
/// <param name="got">Of the whole batch.</param>
/// <param name="chosen">The units of the batch that were chosen.</param>
/// <param name="unit">Runs of a unit.</param>
/// <param name="meanOfSamples">True where the array makes its mean of the samples, in floating point; then the expected runs have a trace.</param>
internal sealed class SpotComparison(Response expected, Response got, int[] chosen, int unit, bool meanOfSamples)
{
    private const double SumTolerance = 1e-9; // of means whose order of summing is another

    /// <summary>The first difference: what differs, and in which of the expected runs; null where nothing does.</summary>
    public (string What, int Run)? First()
    {
        for (var run = 0; run < expected.Runs; run++)
        {
            if (What(run, (chosen[run / unit] * unit) + (run % unit)) is { } what)
            {
                return (what, run);
            }
        }

        return expected.Runs == got.Runs && expected.SaturatedRuns != got.SaturatedRuns ? ("saturation", 0) : FirstVote();
    }

    private string? What(int run, int place) =>
        Differ(expected.Ends, got.Ends, run, place) ? "Y"
        : DiffersMean(run, place) ? "the mean"
        : Differ(expected.ActivationSum, got.ActivationSum, run, place) ? "the activation"
        : DiffersTrace(run, place) ? "X"
        : DifferSigns(run, place) ? "a sign"
        : null;

    private bool DiffersMean(int run, int place) => expected.MeanX is { } ours && got.MeanX is { } theirs
        && (meanOfSamples ? !(Math.Abs(SampleMean(expected.Trace!, run) - theirs[place]) < SumTolerance) : !ours[run].Equals(theirs[place]));

    private static double SampleMean(Trace trace, int run)
    {
        var sum = 0.0;
        for (var sample = 0; sample < trace.Samples; sample++)
        {
            sum += trace[sample, run];
        }

        return sum / trace.Samples;
    }

    private bool DiffersTrace(int run, int place)
    {
        if (expected.Trace is not { Words: { } ours } trace || got.Trace?.Words is not { } theirs)
        {
            return false;
        }

        for (var sample = 0; sample < trace.Samples; sample++)
        {
            if (ours[(sample * expected.Runs) + run] != theirs[(sample * got.Runs) + place])
            {
                return true;
            }
        }

        return false;
    }

    private bool DifferSigns(int run, int place)
    {
        if (expected.Signs is not { } ours || got.Signs is not { } theirs)
        {
            return false;
        }

        for (var word = 0; word < SignTrace.WordsPerRun(ours.Samples); word++)
        {
            if (ours.Words[(word * expected.Runs) + run] != theirs.Words[(word * got.Runs) + place])
            {
                return true;
            }
        }

        return false;
    }

    // Votes are of images, whose cells are a unit.
    private (string What, int Run)? FirstVote()
    {
        if (expected.Votes is not { } ours || got.Votes is not { } theirs)
        {
            return null;
        }

        var classes = ours.Length / chosen.Length;
        for (var image = 0; image < chosen.Length; image++)
        {
            if (!ours.AsSpan(image * classes, classes).SequenceEqual(theirs.AsSpan(chosen[image] * classes, classes)))
            {
                return ("the vote", image * unit);
            }
        }

        return null;
    }

    private static bool Differ<T>(T[]? ours, T[]? theirs, int run, int place) where T : struct, IEquatable<T> =>
        ours is not null && theirs is not null && !ours[run].Equals(theirs[place]);
}
