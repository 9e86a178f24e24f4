namespace FhnHw.Tests.Simulation;

/// <summary>What can go wrong at a moment, beside what a hostile line does to bytes.</summary>
internal enum FaultKind
{
    /// <summary>All faults cease.</summary>
    None,

    StallUp,
    StallDown,
    SlowUp,
    SlowDown,
    MuteUp,
    MuteDown,
    Unplug,
    Reset,
    PowerCycle,
    Freeze,
    Hush,
    Overrun,
    RepeatFrame,
    DropFrame,
    SwapFrames,
    Busy,
    Idle,
    OtherBoard,
    Upset,
}

/// <summary>Something goes wrong.</summary>
/// <param name="At">When, ticks.</param>
/// <param name="Kind">What.</param>
/// <param name="Length">For how long, ticks, where that counts.</param>
/// <param name="Amount">How much, where that counts.</param>
internal sealed record Fault(long At, FaultKind Kind, long Length, int Amount)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Kind} for {Length / (double)World.Millisecond:0.0} ms ({Amount})");
}
