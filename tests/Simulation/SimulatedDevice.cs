using FhnHw.Boards.Wire;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Tests.Simulation;

/// <summary>The board of a simulation: the reference device's core, with what can go wrong inside a board.</summary>
internal sealed class SimulatedDevice : IDisposable
{
    private readonly DeviceLibrary _library;
    private readonly nint _device;
    private readonly DevicePlan _plan;
    private readonly CellConstants _cells;
    private (int[] Numbers, byte[] Hash) _constants;
    private readonly byte[] _in = new byte[1 << 15];
    private readonly byte[] _out = new byte[4096];
    private FrameReader? _reader; // where frames are changed before they leave
    private int _inCount;
    private uint? _upset; // the bit of a reply that is still to be turned
    private int _greetings;
    private bool _repeatNext, _dropNext, _swapNext, _frozen, _isOff, _silentBusy;
    private long _silentUntil;
    private byte[]? _late; // a frame that goes after the next one
    private bool _isSilent;
    private Action<byte[]>? _sending;

    /// <summary>Powers a device on.</summary>
    public SimulatedDevice(DevicePlan plan, CellConstants constants)
    {
        (_plan, _cells) = (plan, constants);
        _library = plan.Library;
        _device = _library.New();
        _constants = Numbers(constants);
        Reset(0);
    }

    /// <summary>When it does something next, ticks.</summary>
    public long At { get; private set; }

    /// <summary>Begins anew, as after its reset or with its power.</summary>
    public void Reset(long now)
    {
        (_inCount, _late) = (0, null);
        _reader = _plan.ChangesFrames ? new FrameReader(2 * Protocol.LongestBoardFrameBytes) : null;
        (At, _frozen) = (now, false);
        var flags = (uint)(Protocol.DeterministicFlag | (_plan.Simulated ? Protocol.SimulatedFlag : 0));
        _library.Start(_device, _constants.Numbers, _constants.Hash, _plan.Features, (uint)_plan.Cells, flags, Milliseconds(now));
    }

    /// <summary>Another board stands there from now on: its cells have another eps.</summary>
    public void Replace(long now)
    {
        var parameters = new CellParameters(eps: _cells.Parameters.Eps / 2);
        _constants = Numbers(new CellConstants(_cells.Format, parameters));
        Reset(now);
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
        _upset = _upset is { } bit && _library.Upset(_device, bit) ? null : _upset;
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

    /// <summary>Turns a bit of the next reply in its memory.</summary>
    public void Upset(uint bit) => _upset = bit;

    /// <summary>Sends its next frame twice.</summary>
    public void RepeatFrame() => _repeatNext = true;

    /// <summary>Loses its next frame.</summary>
    public void DropFrame() => _dropNext = true;

    /// <summary>Sends its next frame after the one that follows it.</summary>
    public void SwapFrames() => _swapNext = true;

    /// <summary>Answers no request until a time, while heartbeats say that it is busy or idle.</summary>
    public void FallSilent(long until, bool busy) => (_silentUntil, _silentBusy) = (until, busy);

    /// <inheritdoc/>
    public void Dispose() => _library.Free(_device);

    // In the order of fhn_library.h.
    private static (int[] Numbers, byte[] Hash) Numbers(CellConstants constants)
    {
        var format = constants.Format;
        int[] numbers =
        [
            format.WordBits, format.Fraction, format.ProductShift, format.CubeShift, format.DtExponent, format.CurrentExtraBits,
            constants.EpsGainHigh, constants.EpsGainLow, format.XMax, constants.X0, constants.Yh0, constants.Yl0, constants.YhBits, constants.YBytes,
        ];
        return (numbers, Convert.FromHexString(constants.Hash));
    }

    private static uint Milliseconds(long ticks) => (uint)(ticks / World.Millisecond);

    private void Send(long now, Pipe line, ReadOnlySpan<byte> bytes)
    {
        if (_reader is null)
        {
            line.Send(now, bytes);
            return;
        }

        _sending = frame => line.Send(now, frame);
        _isSilent = now < _silentUntil;
        _reader.Push(bytes, Change);
    }

    private void Change(Frame frame)
    {
        if (frame.IsDamaged || frame.Kind == Protocol.HeartbeatKind)
        {
            frame = _isSilent && !frame.IsDamaged ? frame with { Payload = [(byte)(_silentBusy ? 1 : 0), .. frame.Payload[1..]] } : frame;
            _sending!(frame.IsDamaged ? [1, 1, 0] : frame.ToWire(_reader!.Session));
            return;
        }

        if (_isSilent && frame.Kind != Protocol.GreetingKind)
        {
            return;
        }

        if (frame.Kind == Protocol.GreetingKind && _plan.Lie is { } lie && ++_greetings > lie.After)
        {
            var payload = (byte[])frame.Payload.Clone();
            payload[lie.At] = (byte)((lie.Add + payload[lie.At]) & 0xFF);
            frame = frame with { Payload = payload };
        }

        var wire = frame.ToWire(_reader!.Session);
        var copies = _dropNext ? 0 : _repeatNext ? 2 : 1;
        (_repeatNext, _dropNext) = (false, false);
        if (_swapNext)
        {
            (_late, _swapNext) = (wire, false);
            return;
        }

        for (; copies > 0; copies--)
        {
            _sending!(wire);
        }

        if (_late is not null)
        {
            _sending!(_late);
            _late = null;
        }
    }
}
