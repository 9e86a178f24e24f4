using FhnHw.Boards.Lines;

namespace FhnHw.Tests.Simulation;

/// <summary>
/// One direction of the line: bytes leave at the line's rate, arrive later by its latency, and in pieces of chance; then the hostile line's
/// faults fall on them. What is sent faster than the rate waits in the sender's buffer.
/// </summary>
internal sealed class Pipe
{
    private readonly Queue<(long Due, byte[] Bytes)> _pieces = new();
    private readonly byte[] _taken = new byte[1 << 14];
    private readonly Chance _chance;
    private readonly double _ticksOfByte;
    private readonly LinePlan _plan;
    private HostileDirection? _hostile;
    private long _hostileDue = long.MaxValue;
    private long _free; // when the last byte has left
    private long _lastDue, _heldUntil, _slowUntil;
    private double _slowness = 1;

    /// <summary>Makes a direction.</summary>
    /// <param name="plan">Rate, latency, buffer and pieces.</param>
    /// <param name="faults">What happens to whole pieces.</param>
    /// <param name="chance">Draws the pieces.</param>
    public Pipe(LinePlan plan, PieceFaults faults, Chance chance)
    {
        _ticksOfByte = World.Second / plan.BytesPerSecond;
        (_plan, Faults, _chance) = (plan, faults, chance);
    }

    /// <summary>What happens to whole pieces.</summary>
    public PieceFaults Faults { get; }

    /// <summary>When something arrives next; never where nothing is on its way.</summary>
    public long Due => Math.Min(_hostileDue, _pieces.TryPeek(out var piece) ? Math.Max(piece.Due, _heldUntil) : long.MaxValue);

    /// <summary>Bytes that the sender may give now.</summary>
    public int Room(long now) => _free <= now ? _plan.Buffer : Math.Max(0, _plan.Buffer - (int)((_free - now) / (_ticksOfByte * SlownessAt(now))) - 1);

    /// <summary>When there will be room for a good part of the buffer.</summary>
    public long RoomAt(long now) => Math.Max(now + 1, _free - (long)(_plan.Buffer * _ticksOfByte / 2));

    /// <summary>The hostile line's faults from here on; null for none.</summary>
    public void Begin(HostileDirection? hostile) => (_hostile, _hostileDue) = (hostile, long.MaxValue);

    /// <summary>The hostile line's faults cease; what it still holds is lost. A line that is half open stays so until it is opened again.</summary>
    public void Calm()
    {
        if (_hostile is { IsHalfOpen: false })
        {
            Begin(null);
        }
    }

    /// <summary>Sends bytes, no more than there is room for.</summary>
    public void Send(long now, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, _chance.OneIn(4) ? 1 + _chance.Below(_plan.MostPiece) : _plan.MostPiece);
            _free = Math.Max(_free, now) + (long)(count * _ticksOfByte * SlownessAt(now));
            _lastDue = Math.Max(_lastDue, _free + _plan.Latency);
            Faults.Pass(now, bytes[..count].ToArray(), Put);
            bytes = bytes[count..];
        }
    }

    /// <summary>Takes what arrives now; nothing where it was lost.</summary>
    public ReadOnlySpan<byte> Take(long now)
    {
        var arrives = _pieces.TryPeek(out var piece) && Math.Max(piece.Due, _heldUntil) <= now;
        if (arrives)
        {
            _pieces.Dequeue();
        }

        if (_hostile is null)
        {
            return piece.Bytes;
        }

        if (arrives)
        {
            _hostile.Push(piece.Bytes);
        }

        var count = _hostile.Take(_taken);
        _hostileDue = _hostile.Wait is { } wait ? now + (long)(wait.TotalSeconds * World.Second) + 1 : long.MaxValue;
        return _taken.AsSpan(0, count);
    }

    /// <summary>Loses what is on its way.</summary>
    public void Clear()
    {
        _pieces.Clear();
        (_free, _hostileDue) = (0, long.MaxValue);
    }

    /// <summary>Nothing arrives before a time; nothing is lost, and what waits fills the buffer.</summary>
    public void Hold(long until)
    {
        _heldUntil = Math.Max(_heldUntil, until);
        _free = Math.Max(_free, until);
    }

    /// <summary>Takes longer by a factor until a time.</summary>
    public void Slow(double factor, long until) => (_slowness, _slowUntil) = (factor, until);

    private double SlownessAt(long now) => now < _slowUntil ? _slowness : 1;

    private void Put(byte[] piece) => _pieces.Enqueue((_lastDue, piece));
}
