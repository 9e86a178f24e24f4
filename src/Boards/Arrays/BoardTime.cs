using System.Text.Json.Serialization;
using FhnHw.Boards.Sessions;

namespace FhnHw.Boards.Arrays;

/// <summary>
/// Where the time of a run on a board went: array, line, host. Array and line work at the same time, so a stream waits for the slower of
/// them.
/// </summary>
/// <param name="Jobs">Jobs done.</param>
/// <param name="ArrayClocks">Clocks that the array counted for them; 0 where it does not count them.</param>
/// <param name="ArraySeconds">These at the clock that the board says it has; null where it counts none or does not say.</param>
/// <param name="BytesUp">Bytes to the board, coded.</param>
/// <param name="BytesDown">Bytes from the board, coded.</param>
/// <param name="BytesPerSecond">What the line carries each way; null where it is not known, as of TCP.</param>
/// <param name="LineSeconds">The busier direction's bytes at that rate, or null.</param>
/// <param name="WaitSeconds">Wall time of waiting for outstanding jobs.</param>
/// <param name="HostSeconds">The rest of the wall time: arithmetic of the network, files, other arrays.</param>
/// <param name="ArrayShare">Array seconds over wait seconds; null where they are not known, and for a simulated board, whose are the simulator's.</param>
/// <param name="LineShare">The same of the line.</param>
public sealed record BoardTime(
    long Jobs, long ArrayClocks, double? ArraySeconds, long BytesUp, long BytesDown, double? BytesPerSecond, double? LineSeconds,
    double WaitSeconds, double HostSeconds, double? ArrayShare, double? LineShare)
{
    /// <summary>Damaged frames that came in, and were asked again.</summary>
    public long DamagedFrames { get; init; }

    /// <summary>Sessions begun again because something was damaged or out of order.</summary>
    public long Retries { get; init; }

    /// <summary>Times that the board was lost and opened again.</summary>
    public long Reconnects { get; init; }

    /// <summary>Replies asked again because their charge did not balance.</summary>
    public long Unbalanced { get; init; }

    /// <summary>How much went wrong, all of it mended.</summary>
    [JsonIgnore]
    public long Mended => DamagedFrames + Retries + Reconnects + Unbalanced;

    /// <summary>True where the seconds of waiting are a simulator's.</summary>
    [JsonIgnore]
    public bool Simulated { get; init; }

    /// <summary>The time since a board was opened; null where there is none.</summary>
    public static BoardTime? Of(Board? board)
    {
        if (board is null)
        {
            return null;
        }

        var (greeting, statistics) = (board.Greeting, board.Statistics);
        var rate = board.Address.BytesPerSecond;
        var (clocks, wait) = (statistics.ArrayClocks, statistics.BusySeconds);
        double? computing = greeting.Clock > 0 && clocks > 0 ? clocks / (double)greeting.Clock : null;
        var line = Math.Max(statistics.BytesSent, statistics.BytesReceived) / rate;
        double? ShareOf(double? seconds) => greeting.Simulated || wait <= 0 ? null : seconds / wait;
        return new BoardTime(
            statistics.Jobs, clocks, computing, statistics.BytesSent, statistics.BytesReceived, rate, line,
            wait, Math.Max(0, statistics.Seconds - wait), ShareOf(computing), ShareOf(line))
        {
            DamagedFrames = statistics.DamagedFrames,
            Retries = statistics.Retries,
            Reconnects = statistics.Reconnects,
            Unbalanced = statistics.Unbalanced,
            Simulated = greeting.Simulated,
        };
    }

    /// <summary>The time since several boards were opened, one after the other at one address; null where there is none.</summary>
    public static BoardTime? OfAll(IEnumerable<Board> boards) => boards.Select(Of).OfType<BoardTime>().Aggregate(
        (BoardTime?)null, (sum, time) => sum is null ? time : sum.And(time));

    private BoardTime And(BoardTime other) => this with
    {
        Jobs = Jobs + other.Jobs,
        ArrayClocks = ArrayClocks + other.ArrayClocks,
        ArraySeconds = ArraySeconds + other.ArraySeconds,
        BytesUp = BytesUp + other.BytesUp,
        BytesDown = BytesDown + other.BytesDown,
        LineSeconds = LineSeconds + other.LineSeconds,
        WaitSeconds = WaitSeconds + other.WaitSeconds,
        HostSeconds = HostSeconds + other.HostSeconds,
        ArrayShare = Share(ArrayShare, other.ArrayShare, other),
        LineShare = Share(LineShare, other.LineShare, other),
        DamagedFrames = DamagedFrames + other.DamagedFrames,
        Retries = Retries + other.Retries,
        Reconnects = Reconnects + other.Reconnects,
        Unbalanced = Unbalanced + other.Unbalanced,
    };

    private double? Share(double? mine, double? others, BoardTime other) => WaitSeconds + other.WaitSeconds > 0
        ? ((mine * WaitSeconds) + (others * other.WaitSeconds)) / (WaitSeconds + other.WaitSeconds)
        : null;
}
