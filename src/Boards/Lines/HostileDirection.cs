namespace FhnHw.Boards.Lines;

/// <summary>
/// One direction of a hostile line, from one opening of the port to its end: what is pushed comes out damaged, and some of it later. It waits for
/// nothing and starts no thread, so that a simulation in virtual time can ask it as a real line does. Faults fall on bytes by their number:
/// in whatever pieces bytes are pushed, the same ones are damaged.
/// </summary>
public sealed class HostileDirection
{
    // How long faults last, in milliseconds or bytes. A stall may be longer than the 1.5 s after which a silent board counts as lost.
    private const int LongestStall = 2000, LongestAway = 2000, LongestPause = 3;
    private const int LongestSlow = 200, MostAtOnce = 8, LongestGarbage = 500, LongestSwap = 64;

    private readonly TimeProvider _time;
    private readonly FaultTally _tally;
    private readonly Trigger[] _triggers;
    private readonly FaultDraws _draws; // what a fault is like
    private readonly Queue<(byte[] Bytes, TimeSpan Pause)> _pieces = new();
    private readonly List<byte> _piece = []; // is being filled
    private readonly List<byte> _held = []; // of a swap
    private TimeSpan _pause; // before the piece that is being filled
    private long? _released; // the time stamp at which the first piece's pause began
    private int _taken; // bytes of the first piece
    private long _position, _soonest;
    private int _holds, _holdsFor, _slow, _garbage;
    private volatile bool _unplugged, _halfOpen;

    /// <summary>Opens a direction.</summary>
    /// <param name="plan">What goes wrong.</param>
    /// <param name="key">What distinguishes this direction and this opening of the port from others.</param>
    /// <param name="time">The clock by which stalls and pauses pass.</param>
    /// <param name="tally">Counts the faults.</param>
    public HostileDirection(FaultPlan plan, ReadOnlySpan<long> key, TimeProvider time, FaultTally tally)
    {
        _time = time;
        _tally = tally;
        var kinds = Enum.GetValues<FaultKinds>().Where(kind => int.IsPow2((int)kind) && !FaultKinds.OfFrames.HasFlag(kind) && plan.Every(kind) > 0);
        var parts = key.ToArray();
        _triggers = [.. kinds.Select(kind => new Trigger(kind, plan.Every(kind), new FaultDraws([plan.Seed, .. parts, (long)kind])))];
        _draws = new FaultDraws([plan.Seed, .. parts, 0]);
        _soonest = Soonest();
    }

    /// <summary>True from where the port is unplugged; nothing passes any more.</summary>
    public bool IsUnplugged => _unplugged;

    /// <summary>How long the port stays away, once it is unplugged.</summary>
    public TimeSpan Away { get; private set; }

    /// <summary>True from where what is written vanishes; nothing passes any more.</summary>
    public bool IsHalfOpen => _halfOpen;

    /// <summary>Time until more can be taken: zero where something can be now, null where nothing is on its way.</summary>
    public TimeSpan? Wait
    {
        get
        {
            if (!_pieces.TryPeek(out var piece))
            {
                return null;
            }

            _released ??= _time.GetTimestamp();
            var left = piece.Pause - _time.GetElapsedTime(_released.Value);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Sends bytes.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (_unplugged || _halfOpen)
            {
                break;
            }

            PushOne(b);
        }

        Cut(TimeSpan.Zero);
    }

    /// <summary>Takes what has arrived.</summary>
    /// <returns>How many bytes; 0 where none has.</returns>
    public int Take(Span<byte> buffer)
    {
        var count = 0;
        while (count < buffer.Length && Wait == TimeSpan.Zero)
        {
            var bytes = _pieces.Peek().Bytes.AsSpan(_taken);
            var fits = Math.Min(bytes.Length, buffer.Length - count);
            bytes[..fits].CopyTo(buffer[count..]);
            count += fits;
            _taken += fits;
            if (fits == bytes.Length)
            {
                _pieces.Dequeue();
                (_taken, _released) = (0, null);
            }
        }

        return count;
    }

    private void PushOne(byte given)
    {
        Span<byte> bytes = [given, 0];
        var count = 1;
        if (_position++ == _soonest)
        {
            foreach (var trigger in _triggers)
            {
                if (trigger.StrikesAt(_soonest))
                {
                    _tally.Count(trigger.Kind);
                    count = Strike(trigger.Kind, bytes, count);
                }
            }

            _soonest = Soonest();
        }

        if (_garbage > 0)
        {
            _garbage--;
            bytes[0] = (byte)_draws.Below(256);
        }

        Route(bytes[..count]);
        if (_slow > 0 && --_slow % MostAtOnce == 0)
        {
            Cut(TimeSpan.FromMilliseconds(_draws.Between(1, LongestPause)));
        }
    }

    // What a fault makes of one byte; the others change what comes after it.
    private int Strike(FaultKinds kind, Span<byte> bytes, int count)
    {
        switch (kind)
        {
            case FaultKinds.Flips:
                bytes[0] ^= (byte)(1 << _draws.Below(8));
                return count;
            case FaultKinds.Drops:
                return 0;
            case FaultKinds.Repeats:
                bytes[1] = bytes[0];
                return 2;
            case FaultKinds.Insertions:
                bytes[1] = (byte)_draws.Below(256);
                return 2;
            default:
                Begin(kind);
                return count;
        }
    }

    private void Begin(FaultKinds kind)
    {
        switch (kind)
        {
            case FaultKinds.Swaps when _held.Count == 0:
                _holds = _holdsFor = _draws.Between(1, LongestSwap);
                break;
            case FaultKinds.Stalls:
                Cut(TimeSpan.FromMilliseconds(_draws.Between(1, LongestStall)));
                break;
            case FaultKinds.Slow:
                _slow = _draws.Between(1, LongestSlow);
                break;
            case FaultKinds.Baud:
                _garbage = _draws.Between(1, LongestGarbage);
                break;
            case FaultKinds.HalfOpen:
                _halfOpen = true;
                break;
            case FaultKinds.Unplug:
                Away = TimeSpan.FromMilliseconds(_draws.Between(1, LongestAway));
                _unplugged = true;
                break;
        }
    }

    // First the bytes of a swap are held; then as many pass before them.
    private void Route(ReadOnlySpan<byte> bytes)
    {
        if (_holds > 0)
        {
            _holds--;
            _held.AddRange(bytes);
            return;
        }

        _piece.AddRange(bytes);
        if (_holdsFor > 0 && --_holdsFor == 0)
        {
            _piece.AddRange([.. _held]);
            _held.Clear();
        }
    }

    // Ends the piece that is being filled; the next one comes a pause after it was taken.
    private void Cut(TimeSpan pause)
    {
        if (_piece.Count > 0)
        {
            _pieces.Enqueue(([.. _piece], _pause));
            _piece.Clear();
            _pause = pause;
        }
        else
        {
            _pause += pause;
        }
    }

    private long Soonest() => _triggers.Length == 0 ? long.MaxValue : _triggers.Min(trigger => trigger.Next);

    private sealed class Trigger(FaultKinds kind, int every, FaultDraws draws)
    {
        public FaultKinds Kind => kind;

        public long Next { get; private set; } = draws.Distance(every) - 1;

        public bool StrikesAt(long position)
        {
            if (position != Next)
            {
                return false;
            }

            Next += draws.Distance(every);
            return true;
        }
    }
}
