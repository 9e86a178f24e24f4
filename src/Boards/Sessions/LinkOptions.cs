using System.Security.Cryptography;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sessions;

/// <summary>Time-outs and retries of the host.</summary>
public sealed record LinkOptions
{
    /// <summary>Seconds for which the host tries to reconnect to a lost board; 0 to give up at once.</summary>
    public double ReconnectSeconds { get; init; } = 5;

    /// <summary>Seconds of silence after which a board counts as lost.</summary>
    public double SilenceSeconds { get; init; } = 1.5;

    /// <summary>
    /// Seconds without a frame of the oldest request, while the board says that it is idle, after which the request is sent again; null for
    /// a value from the line's rate, 10 at most.
    /// </summary>
    public double? StallSeconds { get; init; }

    /// <summary>
    /// Seconds after which a board that says it is busy and sends nothing is spoken of. After twice as long, and the time that the slowest board
    /// takes for the job, it is given up.
    /// </summary>
    public double BusySeconds { get; init; } = 30;

    /// <summary>Sessions in a row that may break without a single job done.</summary>
    public int Tries { get; init; } = 8;

    /// <summary>The longest reply of one job, bytes: what a retry costs.</summary>
    public int ReplyBytes { get; init; } = 1 << 20;

    /// <summary>What all of these are counted by.</summary>
    public LinkClock Clock { get; init; } = LinkClock.Machine;

    /// <summary>Gives the nonce of each HELLO; random unless a test asks for the same run again.</summary>
    public Func<uint> Nonces { get; init; } = static () => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));

    /// <summary>Who the client is for the server of a board that is shared, and its token.</summary>
    public ShareCredentials Credentials { get; init; } = ShareCredentials.OfProcess();

    /// <summary>Ends a run early; the board stays usable.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets a sentence when a board is lost or is back; null to stay quiet.</summary>
    public Action<string>? Notes { get; init; }

    /// <summary>Told, job by job, how many runs a board has answered; null where nobody asks.</summary>
    public Action<int>? RunsAnswered { get; init; }
}
