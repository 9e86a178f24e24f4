namespace FhnHw.Boards.Sessions;

/// <summary>How patient the host is with a board.</summary>
public sealed record LinkOptions
{
    /// <summary>Seconds for which a board that was lost is tried again; 0 to give up at once.</summary>
    public double ReconnectSeconds { get; init; } = 5;

    /// <summary>Seconds of silence after which a board is taken for lost.</summary>
    public double SilenceSeconds { get; init; } = 1.5;

    /// <summary>
    /// Seconds without a frame of the oldest request, while the board says that it is idle, after which it is asked again; null for what the line's rate
    /// suggests, 10 at most.
    /// </summary>
    public double? StallSeconds { get; init; }

    /// <summary>Sessions in a row that may break without a single job done.</summary>
    public int Tries { get; init; } = 8;

    /// <summary>The longest reply of one job, bytes: what a retry costs.</summary>
    public int ReplyBytes { get; init; } = 1 << 20;

    /// <summary>Ends a run early; the board stays usable.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets a sentence when a board is lost or is back; null to stay quiet.</summary>
    public Action<string>? Notes { get; init; }

    /// <summary>Told, job by job, how many runs a board has answered; null where nobody asks.</summary>
    public Action<int>? RunsAnswered { get; init; }
}
