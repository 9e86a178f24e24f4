using FhnHw.Boards.Wire;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Tests.Simulation;

/// <summary>The board of a simulation: the reference device's core, with what can go wrong inside a board.</summary>
internal sealed class SimulatedDevice : IDisposable
{
    private readonly DeviceLibrary _library;
    private readonly nint _device;
    private readonly DevicePlan _plan;
    private readonly int[] _numbers;
    private readonly byte[] _hash;
    private readonly byte[] _in = new byte[1 << 15];
    private readonly byte[] _out = new byte[4096];
    private readonly FrameReader? _reader; // where frames are changed before they leave
    private int _inCount;
    private int _greetings;
    private bool _repeatNext, _dropNext, _frozen, _isOff;
    private Action<byte[]>? _sending;

    /// <summary>Powers a device on.</summary>
    public SimulatedDevice(DevicePlan plan, CellConstants constants)
    {
        _plan = plan;
        _library = plan.Library;
        _device = _library.New();
        var format = constants.Format;
        _numbers =
        [
            format.WordBits, format.Fraction, format.ProductShift, format.CubeShift, format.DtExponent, format.CurrentExtraBits,
            constants.EpsGainHigh, constants.EpsGainLow, format.XMax, constants.X0, constants.Yh0, constants.Yl0, constants.YhBits, constants.YBytes,
        ];
        _hash = Convert.FromHexString(constants.Hash);
        _reader = plan.ChangesFrames ? new FrameReader(2 * Protocol.LongestBoardFrameBytes) : null;
        Reset(0);
    }

    /// <summary>When it does something next, ticks.</summary>
    public long At { get; private set; }

    /// <summary>Begins anew, as after its reset or with its power.</summary>
    public void Reset(long now)
    {
        _inCount = 0;
        (At, _frozen) = (now, false);
        var flags = (uint)(Protocol.DeterministicFlag | (_plan.Simulated ? Protocol.SimulatedFlag : 0));
        _library.Start(_device, _numbers, _hash, _plan.Features, (uint)_plan.Cells, flags, Milliseconds(now));
    }

    /// <summary>Takes bytes from the line; more than its buffer holds are lost.</summary>
    public void Receive(long now, ReadOnlySpan<byte> bytes)
    {
        var count = _isOff ? 0 : Math.Min(bytes.Length, _in.Length - _inCount);
        bytes[..count].CopyTo(_in.AsSpan(_inCount));
        _inCount += count;
        At = _frozen ? At : Math.Min(At, now);
    }

    /// <summary>Does what can be done at once.</summary>
    public void Poll(long now, Pipe line)
    {
        (_frozen, _isOff) = (false, false);
        var room = Math.Min(_out.Length, line.Room(now));
        var (moved, taken, given) = _library.Poll(_device, Milliseconds(now), _in.AsSpan(0, _inCount), _out.AsSpan(0, room));
        _inCount -= taken;
        Buffer.BlockCopy(_in, taken, _in, 0, _inCount);
        Send(now, line, _out.AsSpan(0, given));
        At = moved ? now + _plan.PollTicks
            : room == given && given > 0 ? Math.Min(line.RoomAt(now), now + World.Millisecond)
            : now + (10 * World.Millisecond);
    }

    /// <summary>Does nothing for some time.</summary>
    public void Freeze(long until)
    {
        At = Math.Max(At, until);
        _frozen = true;
    }

    /// <summary>Has no power for some time.</summary>
    public void PowerOff(long until)
    {
        Reset(until);
        (_frozen, _isOff) = (true, true);
    }

    /// <summary>Loses the bytes that it has not looked at.</summary>
    public void Overrun() => _inCount = 0;

    /// <summary>No heartbeat before a time.</summary>
    public void Hush(long until) => _library.Hush(_device, Milliseconds(until));

    /// <summary>Turns a bit of a reply in its memory.</summary>
    public bool Upset(uint bit) => _library.Upset(_device, bit);

    /// <summary>Sends its next frame twice.</summary>
    public void RepeatFrame() => _repeatNext = true;

    /// <summary>Loses its next frame.</summary>
    public void DropFrame() => _dropNext = true;

    /// <inheritdoc/>
    public void Dispose() => _library.Free(_device);

    private static uint Milliseconds(long ticks) => (uint)(ticks / World.Millisecond);

    private void Send(long now, Pipe line, ReadOnlySpan<byte> bytes)
    {
        if (_reader is null)
        {
            line.Send(now, bytes);
            return;
        }

        _sending = frame => line.Send(now, frame);
        _reader.Push(bytes, Change);
    }

    private void Change(Frame frame)
    {
        if (frame.IsDamaged || frame.Kind == Protocol.HeartbeatKind)
        {
            _sending!(frame.IsDamaged ? [1, 1, 0] : frame.ToWire());
            return;
        }

        if (frame.Kind == Protocol.GreetingKind && _plan.Lie is { } lie && ++_greetings > lie.After)
        {
            var payload = (byte[])frame.Payload.Clone();
            payload[lie.At] = (byte)((lie.Add + payload[lie.At]) & 0xFF);
            frame = frame with { Payload = payload };
        }

        var (repeat, drop) = (_repeatNext, _dropNext);
        (_repeatNext, _dropNext) = (false, false);
        if (!drop)
        {
            _sending!(frame.ToWire());
        }

        if (repeat)
        {
            _sending!(frame.ToWire());
        }
    }
}
