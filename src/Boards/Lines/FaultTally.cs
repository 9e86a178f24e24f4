using System.Collections.Concurrent;

namespace FhnHw.Boards.Lines;

/// <summary>How often each kind of fault was made. Any thread may write and read it.</summary>
public sealed class FaultTally
{
    private readonly ConcurrentDictionary<FaultKinds, int> _counts = new();

    /// <summary>Faults of all kinds.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>Faults of a kind.</summary>
    public int this[FaultKinds kind] => _counts.GetValueOrDefault(kind);

    /// <summary>Counts a fault.</summary>
    public void Count(FaultKinds kind) => _counts.AddOrUpdate(kind, 1, (_, count) => count + 1);

    /// <summary>The kinds that were made, with their numbers: <c>2 flips, 1 unplug</c>.</summary>
    public override string ToString() => _counts.IsEmpty
        ? "none"
        : string.Join(", ", _counts.OrderBy(entry => entry.Key).Select(entry => $"{entry.Value} {FaultPlan.NameOf(entry.Key)}"));
}
