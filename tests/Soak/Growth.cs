namespace FhnHw.Soak;

/// <summary>Whether what a process keeps has grown: the medians of the first and the last quarter of its samples.</summary>
internal sealed class Growth
{
    // What the first rounds bring once: compiled methods, caches, threads of the pool.
    private const double WarmUp = 0.1;

    private static readonly (string Name, Func<Footprint, double> Of, double Share, double Slack)[] Kinds =
    [
        ("working set, MB", sample => sample.WorkingSet, 0.10, 20),
        ("managed heap, MB", sample => sample.Heap, 0.05, 1),
        ("handles", sample => sample.Handles, 0, 2),
        ("threads", sample => sample.Threads, 0, 4),
        ("children", sample => sample.Children, 0, 0),
    ];

    private readonly List<Footprint> _samples = [];

    /// <summary>Adds a sample.</summary>
    public void Add(Footprint sample) => _samples.Add(sample);

    /// <summary>Prints the table.</summary>
    /// <returns>True where something grew, by more than its share and slack.</returns>
    public bool Print(TextWriter output)
    {
        var samples = _samples.Skip((int)(_samples.Count * WarmUp)).ToArray();
        if (samples.Length < 8)
        {
            output.WriteLine($"{_samples.Count} samples are too few to tell whether something grows; give more minutes.");
            return false;
        }

        var (quarter, grew) = (samples.Length / 4, false);
        output.WriteLine($"| median of {quarter} samples | first quarter | last quarter | |\n| --- | --- | --- | --- |");
        foreach (var (name, of, share, slack) in Kinds)
        {
            var (first, last) = (Median(samples[..quarter].Select(of)), Median(samples[^quarter..].Select(of)));
            var more = last > (first * (1 + share)) + slack;
            grew |= more;
            output.WriteLine(FormattableString.Invariant($"| {name} | {first:0.0} | {last:0.0} | {(more ? "GREW" : "flat")} |"));
        }

        return grew;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
