using System.Diagnostics;
using System.Diagnostics.Metrics;
using FhnHw.Boards.Lines;

namespace FhnHw.Boards.Sessions;

/// <summary>
/// Traffic and errors of a link since it was opened, each counted in <see cref="LinkMetrics"/> too. Two threads write it; any thread may read it.
/// </summary>
/// <param name="board">The board's address, the tag of its counters.</param>
/// <param name="clock">Gives the time; null for the machine's.</param>
public sealed class LinkStatistics(string board, LinkClock? clock = null)
{
    private readonly KeyValuePair<string, object?> _tag = new("board", board);
    private readonly LinkClock _clock = clock ?? LinkClock.Machine;
    private long _start = (clock ?? LinkClock.Machine).Now;
    private int _inFlight;
    private long _sent, _received, _jobs, _damaged, _heartbeats, _sessions, _reconnects, _unbalanced, _busyTicks, _arrayClocks;

    /// <summary>Bytes sent, as coded on the wire.</summary>
    public long BytesSent => Interlocked.Read(ref _sent);

    /// <summary>Bytes received, as coded on the wire.</summary>
    public long BytesReceived => Interlocked.Read(ref _received);

    /// <summary>Jobs whose reply was taken.</summary>
    public long Jobs => Interlocked.Read(ref _jobs);

    /// <summary>Requests that the board has not answered yet.</summary>
    public int JobsInFlight => Volatile.Read(ref _inFlight);

    /// <summary>Clocks that the array counted for these jobs; 0 where it does not count them.</summary>
    public long ArrayClocks => Interlocked.Read(ref _arrayClocks);

    /// <summary>Damaged frames that came in.</summary>
    public long DamagedFrames => Interlocked.Read(ref _damaged);

    /// <summary>Heartbeats that came in.</summary>
    public long Heartbeats => Interlocked.Read(ref _heartbeats);

    /// <summary>Sessions that were begun again because something was damaged or out of order.</summary>
    public long Retries => Interlocked.Read(ref _sessions);

    /// <summary>Times that the board was lost and opened again.</summary>
    public long Reconnects => Interlocked.Read(ref _reconnects);

    /// <summary>Replies asked again because their charge did not balance.</summary>
    public long Unbalanced => Interlocked.Read(ref _unbalanced);

    /// <summary>Seconds since the link was opened.</summary>
    public double Seconds => _clock.Since(Interlocked.Read(ref _start)).TotalSeconds;

    /// <summary>Seconds of waiting for outstanding jobs.</summary>
    public double BusySeconds => Interlocked.Read(ref _busyTicks) / (double)Stopwatch.Frequency;

    internal void Opened() => Interlocked.Exchange(ref _start, _clock.Now);

    internal void Sent(int bytes) => Count(ref _sent, LinkMetrics.Sent, bytes);

    internal void Received(int bytes) => Count(ref _received, LinkMetrics.Received, bytes);

    internal void JobDone(uint clocks)
    {
        Count(ref _jobs, LinkMetrics.Jobs);
        Interlocked.Add(ref _arrayClocks, clocks);
    }

    internal void AreInFlight(int requests)
    {
        Volatile.Write(ref _inFlight, requests);
        LinkMetrics.JobsInFlight.Record(requests, _tag);
    }

    internal void HeartbeatCame() => Count(ref _heartbeats, LinkMetrics.Heartbeats);

    internal void FrameDamaged() => Count(ref _damaged, LinkMetrics.DamagedFrames);

    internal void Retried() => Count(ref _sessions, LinkMetrics.Retries);

    internal void Reconnected() => Count(ref _reconnects, LinkMetrics.Reconnects);

    internal void NotBalanced() => Count(ref _unbalanced, LinkMetrics.Unbalanced);

    internal void WasBusySince(long start) => Interlocked.Add(ref _busyTicks, _clock.Now - start);

    private void Count(ref long total, Counter<long> counter, long more = 1)
    {
        Interlocked.Add(ref total, more);
        counter.Add(more, _tag);
    }
}
