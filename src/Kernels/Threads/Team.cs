using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace FhnHw.Kernels.Threads;

/// <summary>Shares the parts of work among all cores. Its threads stay awake for a while after each piece, ready for the next.</summary>
/// <remarks>
/// A training step has half a dozen pieces of some microseconds each: as long as <see cref="Parallel"/> needs to wake a thread. Nothing is allocated.
/// Whoever has time takes the next part, so a thread that the system holds back holds up nobody. Where the team is at work already, the caller
/// does its piece alone. <see cref="Chunks"/> are of longer work.
/// </remarks>
public static class Team
{
    // More threads than this wait for each other longer than they help.
    private const int MostThreads = 16;

    // How often a thread without work looks for some before it sleeps: some 50 microseconds.
    private const int Looks = 1500;

    // In the place of the next item when a piece has ended: beyond every count.
    private const uint Closed = uint.MaxValue;

    [ThreadStatic]
    private static bool _alone;

    [ThreadStatic]
    private static StrongBox<int>? _atWorkBeside;

    private static readonly Action<int, int> Nothing = (_, _) => { };
    private static readonly SemaphoreSlim Wake = new(0);
    private static readonly int Helpers = Start();
    private static int _atWork, _asleep;

    // The piece. It may be read by a thread that is late; what it read counts only if it then takes a part, which fails when the piece has ended.
    private static Action<int, int> _part = Nothing;
    private static int _count, _grain, _done;
    private static ExceptionDispatchInfo? _error;
    private static uint _piece; // its number

    // Of each thread the items at home with it: number of the piece, and in the lower half the first that nobody has taken.
    private static readonly HomeItems[] Homes = new HomeItems[Helpers + 1];

    /// <summary>Threads that share a piece.</summary>
    public static int Threads => Helpers + 1;

    /// <summary>True on a thread that does its pieces alone. False where nothing is said.</summary>
    public static bool IsAlone
    {
        get => _alone;
        set => _alone = value;
    }

    /// <summary>
    /// Of a thread that does work of its own beside others: how many of them are still at work. It does its pieces alone as long as it is not the last.
    /// Null where nothing is said.
    /// </summary>
    public static StrongBox<int>? AtWork
    {
        get => _atWorkBeside;
        set => _atWorkBeside = value;
    }

    /// <summary>Does a part for every item of a piece, on all cores. What one item gives must not depend on the others.</summary>
    /// <param name="count">Items.</param>
    /// <param name="grain">Items that are taken at a time.</param>
    /// <param name="part">Does items [from, to). Keep one delegate, so that nothing is allocated.</param>
    /// <exception cref="Exception">The first that a part threw, after all parts have ended.</exception>
    public static void Share(int count, int grain, Action<int, int> part)
    {
        if (!TryShare(count, grain, part))
        {
            part(0, count);
        }
    }

    /// <summary>The same where the team is free.</summary>
    /// <param name="count">Items.</param>
    /// <param name="grain">Items that are taken at a time.</param>
    /// <param name="part">Does items [from, to).</param>
    /// <returns>False, and nothing is done, where the team is at work already or this thread does its pieces alone.</returns>
    /// <exception cref="Exception">The first that a part threw, after all parts have ended.</exception>
    public static bool TryShare(int count, int grain, Action<int, int> part)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grain, 1);
        if (count <= grain || Helpers == 0)
        {
            part(0, count);
            return true;
        }

        if (_alone || _atWorkBeside is { Value: > 1 } || Interlocked.CompareExchange(ref _atWork, 1, 0) != 0)
        {
            return false;
        }

        (_part, _count, _grain, _done, _error) = (part, count, grain, 0, null);
        var piece = unchecked(_piece + 1);
        for (var thread = 0; thread < Homes.Length; thread++)
        {
            Interlocked.Exchange(ref Homes[thread].Next, At(piece, (uint)HomeOf(thread)));
        }

        Interlocked.Exchange(ref _piece, piece);
        if (Volatile.Read(ref _asleep) > 0)
        {
            Wake.Release(Math.Max(1, Interlocked.Exchange(ref _asleep, 0)));
        }

        Work(piece, 0);
        for (var wait = new SpinWait(); Volatile.Read(ref _done) < count; wait.SpinOnce(sleep1Threshold: -1))
        {
        }

        foreach (ref var home in Homes.AsSpan())
        {
            Interlocked.Exchange(ref home.Next, At(piece, Closed));
        }

        _part = Nothing; // what the piece was made of is not kept from the garbage collector
        var error = _error;
        Volatile.Write(ref _atWork, 0);
        error?.Throw();
        return true;
    }

    private static int Start()
    {
        var helpers = Math.Min(Environment.ProcessorCount, MostThreads) - 1;
        for (var helper = 1; helper <= helpers; helper++)
        {
            var number = helper;
            new Thread(() => Help(number)) { IsBackground = true, Name = $"training {helper}" }.Start();
        }

        return helpers;
    }

    private static void Help(int number)
    {
        for (var known = 0u; ;)
        {
            var piece = Await(known);
            if (piece != known)
            {
                Work(known = piece, number);
            }
        }
    }

    // The piece that is new, or the known one after a sleep that something else ended.
    private static uint Await(uint known)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (Piece() is var piece && piece != known)
            {
                return piece;
            }

            Thread.SpinWait(1);
        }

        // Either this thread sees a piece that came just now, or whoever brought it sees this thread asleep.
        Interlocked.Increment(ref _asleep);
        if (Piece() == known)
        {
            Wake.Wait();
        }

        return Piece();
    }

    // First what is at home with the thread, then what the others have not come to yet.
    private static void Work(uint piece, int number)
    {
        for (var place = 0; place < Homes.Length; place++)
        {
            TakeAll(piece, (number + place) % Homes.Length);
        }
    }

    private static void TakeAll(uint piece, int home)
    {
        ref var place = ref Homes[home].Next;
        while (true)
        {
            var next = Volatile.Read(ref place);
            var (part, grain, first, end) = (_part, _grain, next & uint.MaxValue, (uint)HomeOf(home + 1));
            if (next >> 32 != piece || first >= end)
            {
                return;
            }

            var to = (int)Math.Min(end, first + (uint)grain);
            if (Interlocked.CompareExchange(ref place, At(piece, (uint)to), next) == next)
            {
                Do(part, (int)first, to);
            }
        }
    }

    // The first item at home with a thread, at a whole number of grains.
    private static int HomeOf(int thread)
    {
        var grains = (_count + _grain - 1) / _grain;
        return Math.Min(_count, (int)((long)grains * thread / Homes.Length) * _grain);
    }

    private static void Do(Action<int, int> part, int from, int to)
    {
        try
        {
            part(from, to);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(error), null);
        }

        Interlocked.Add(ref _done, to - from);
    }

    private static uint Piece() => Volatile.Read(ref _piece);

    private static ulong At(uint piece, uint item) => ((ulong)piece << 32) | item;

    // A line of the cache for each.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct HomeItems
    {
        [FieldOffset(64)]
        public ulong Next;
    }
}
