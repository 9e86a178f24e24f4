namespace FhnHw.Kernels.Groups;

/// <summary>The speed of a device, runs a second: an exponential mean over its calls, in which later ones count more.</summary>
internal sealed class SpeedMean
{
    // The first call also compiles and connects, so the second all but replaces it.
    private static readonly double[] FirstWeights = [1, 0.8];

    // A call that something held up changes the mean by less than a third.
    private const double UsualWeight = 0.3;

    /// <summary>Runs a second; null before the first call.</summary>
    public double? Value { get; private set; }

    /// <summary>Calls so far.</summary>
    public int Calls { get; private set; }

    /// <summary>Takes a call into account.</summary>
    /// <param name="runs">Its runs.</param>
    /// <param name="seconds">What it took.</param>
    /// <param name="usualRuns">Runs of a call whose fixed costs are small; a shorter one counts less.</param>
    public void Add(int runs, double seconds, int usualRuns)
    {
        var speed = runs / Math.Max(seconds, 1e-9);
        var weight = Calls < FirstWeights.Length ? FirstWeights[Calls] : UsualWeight * Math.Min(1, (double)runs / usualRuns);
        Value = Value is { } mean ? mean + (weight * (speed - mean)) : speed;
        Calls++;
    }
}
