namespace FhnHw.Boards.Lines;

/// <summary>What goes wrong on a hostile line, or in the board at its other end.</summary>
[Flags]
public enum FaultKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>One bit of a byte changes.</summary>
    Flips = 1,

    /// <summary>A byte is lost.</summary>
    Drops = 1 << 1,

    /// <summary>A byte comes twice.</summary>
    Repeats = 1 << 2,

    /// <summary>A byte comes that nobody sent.</summary>
    Insertions = 1 << 3,

    /// <summary>Some bytes come after those that were sent behind them.</summary>
    Swaps = 1 << 4,

    /// <summary>Nothing comes for a while, then everything.</summary>
    Stalls = 1 << 5,

    /// <summary>For a while bytes come a few at a time.</summary>
    Slow = 1 << 6,

    /// <summary>For a while bytes arrive as others, as at a wrong rate.</summary>
    Baud = 1 << 7,

    /// <summary>What is written vanishes and nothing comes any more, until the port is opened again.</summary>
    HalfOpen = 1 << 8,

    /// <summary>The port vanishes, cannot be opened for a while, and is there again.</summary>
    Unplug = 1 << 9,

    /// <summary>The board's greeting tells something else than it is.</summary>
    Greeting = 1 << 10,

    /// <summary>The board's greeting carries other constants, as after a flash of an older bitstream.</summary>
    Stale = 1 << 11,

    /// <summary>Right frames carry wrong numbers, which charge balance or a bound shows.</summary>
    Sums = 1 << 12,

    /// <summary>Right frames carry wrong numbers whose charge balances.</summary>
    Values = 1 << 13,

    /// <summary>The board never answers a request, and its heartbeats say that it is busy.</summary>
    Busy = 1 << 14,

    /// <summary>The board never answers a request, and its heartbeats say that it is idle.</summary>
    Idle = 1 << 15,

    /// <summary>All that a run must survive to the same bits.</summary>
    Survivable = Flips | Drops | Repeats | Insertions | Swaps | Stalls | Slow | Baud | HalfOpen | Unplug,

    /// <summary>Faults of whole frames, whose CRC is right.</summary>
    OfFrames = Greeting | Stale | Sums | Values | Busy | Idle,
}
