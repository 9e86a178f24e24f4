using System.Diagnostics;
using FhnHw.Boards.Lines;

namespace FhnHw.Boards.Sessions;

/// <summary>Traffic and errors of a link since it was opened. Two threads write it; any thread may read it.</summary>
/// <param name="clock">Gives the time; null for the machine's.</param>
public sealed class LinkStatistics(LinkClock? clock = null)
{
    private readonly LinkClock _clock = clock ?? LinkClock.Machine;
    private long _start = (clock ?? LinkClock.Machine).Now;
    private long _sent, _received, _jobs, _damaged, _sessions, _reconnects, _unbalanced, _busyTicks, _arrayClocks;

    /// <summary>Bytes sent, as coded on the wire.</summary>
    public long BytesSent => Interlocked.Read(ref _sent);

    /// <summary>Bytes received, as coded on the wire.</summary>
    public long BytesReceived => Interlocked.Read(ref _received);

    /// <summary>Jobs whose reply was taken.</summary>
    public long Jobs => Interlocked.Read(ref _jobs);

    /// <summary>Clocks that the array counted for these jobs; 0 where it does not count them.</summary>
    public long ArrayClocks => Interlocked.Read(ref _arrayClocks);

    /// <summary>Damaged frames that came in.</summary>
    public long DamagedFrames => Interlocked.Read(ref _damaged);

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

    internal void Sent(int bytes) => Interlocked.Add(ref _sent, bytes);

    internal void Received(int bytes) => Interlocked.Add(ref _received, bytes);

    internal void JobDone(uint clocks)
    {
        Interlocked.Increment(ref _jobs);
        Interlocked.Add(ref _arrayClocks, clocks);
    }

    internal void FrameDamaged() => Interlocked.Increment(ref _damaged);

    internal void Retried() => Interlocked.Increment(ref _sessions);

    internal void Reconnected() => Interlocked.Increment(ref _reconnects);

    internal void NotBalanced() => Interlocked.Increment(ref _unbalanced);

    internal void WasBusySince(long start) => Interlocked.Add(ref _busyTicks, _clock.Now - start);
}
