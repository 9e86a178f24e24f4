namespace FhnHw.Host.Experiments.Benchmark;

/// <summary>How long a measurement takes.</summary>
/// <param name="Repeats">Timed calls of a row, an odd number.</param>
/// <param name="Seconds">About how long one call shall take.</param>
public sealed record BenchEffort(int Repeats, double Seconds)
{
    /// <summary>Good for figures that are reported.</summary>
    public static BenchEffort Full { get; } = new(9, 0.5);

    /// <summary>Good for a first look: a few seconds a device.</summary>
    public static BenchEffort Quick { get; } = new(3, 0.1);
}
