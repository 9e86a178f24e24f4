using System.Collections.Concurrent;
using System.Diagnostics;

namespace FhnHw.Boards.Lines;

/// <summary>
/// Where a link's time comes from, and who reads its lines: the machine's clock with a thread a line, or a simulation, which has a time of
/// its own and no threads. Nothing between a line and an array looks at another clock.
/// </summary>
public abstract class LinkClock
{
    /// <summary>The machine's clock.</summary>
    public static LinkClock Machine { get; } = new MachineClock();

    /// <summary>Now, in ticks of <see cref="Stopwatch.Frequency"/>.</summary>
    public abstract long Now { get; }

    /// <summary>Time that has gone by since an earlier <see cref="Now"/>.</summary>
    public TimeSpan Since(long start) => Stopwatch.GetElapsedTime(start, Now);

    /// <summary>Waits.</summary>
    public abstract void Sleep(TimeSpan time);

    /// <summary>Reads a line from now on.</summary>
    /// <param name="link">The line; it is closed with its reader.</param>
    /// <param name="received">Gets bytes as they come, the first so many of a buffer.</param>
    /// <param name="gone">Told once that the other end is gone.</param>
    public abstract ILineReader Read(ILink link, Action<byte[], int> received, Action<LinkGoneException> gone);

    private sealed class MachineClock : LinkClock
    {
        public override long Now => Stopwatch.GetTimestamp();

        public override void Sleep(TimeSpan time) => Thread.Sleep(time);

        public override ILineReader Read(ILink link, Action<byte[], int> received, Action<LinkGoneException> gone) => new LineThread(link, received, gone);
    }
}

/// <summary>The reading side of a line. What it reads comes to a queue, from which the session takes it.</summary>
public interface ILineReader : IDisposable
{
    /// <summary>True when nothing will come any more, not even late: after Dispose, unless the line hangs.</summary>
    bool HasEnded { get; }

    /// <summary>Waits for the next item of a queue that the bytes fill.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="item">The item.</param>
    /// <returns>False where none came in time, or none will.</returns>
    bool TryTake<T>(BlockingCollection<T> queue, TimeSpan patience, out T? item);
}
