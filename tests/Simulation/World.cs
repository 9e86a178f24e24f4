using System.Diagnostics;
using FhnHw.Boards.Lines;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Tests.Simulation;

/// <summary>A run did not end within its bounds of time and events.</summary>
internal sealed class HangException(string message) : Exception(message);

/// <summary>
/// The world of one simulation: the device, the line in both directions, and the faults, each with the time at which it does something next.
/// Whoever waits lets the world go on. Nothing looks at a real clock, and there is no thread but the caller's.
/// </summary>
internal sealed class World : LinkClock, IDisposable
{
    /// <summary>Ticks of a second and of a millisecond.</summary>
    public static readonly long Second = Stopwatch.Frequency, Millisecond = Stopwatch.Frequency / 1000;

    private readonly Plan _plan;
    private readonly Queue<Fault> _faults;
    private readonly Action<string>? _log;
    private readonly WorldTime _time;
    private SimulatedLine? _line; // the open line
    private HostileDirection? _hostileUp, _hostileDown;
    private long _now;
    private long _unpluggedUntil;
    private int _openings;

    /// <summary>Begins at time 0.</summary>
    /// <param name="plan">What there is and what goes wrong.</param>
    /// <param name="device">The board.</param>
    /// <param name="log">Told what happens; null for silence.</param>
    public World(Plan plan, SimulatedDevice device, Action<string>? log)
    {
        (_plan, Device, _log) = (plan, device, log);
        _time = new WorldTime(this);
        _faults = new Queue<Fault>(plan.Faults);
        Up = new Pipe(plan.Line, new PieceFaults(plan.PieceFaultEvery, plan.QuietAt, plan.Branch(1), plan.EchoEvery, plan.Branch(8)), plan.Branch(2));
        Down = new Pipe(plan.Line, new PieceFaults(plan.PieceFaultEvery, plan.QuietAt, plan.Branch(3), plan.EchoEvery, plan.Branch(9)), plan.Branch(4));
    }

    /// <inheritdoc/>
    public override long Now => _now;

    /// <summary>The board.</summary>
    public SimulatedDevice Device { get; }

    /// <summary>The line to the board.</summary>
    public Pipe Up { get; }

    /// <summary>The line from the board.</summary>
    public Pipe Down { get; }

    /// <summary>What has happened so far.</summary>
    public long Events { get; private set; }

    /// <summary>Faults so far.</summary>
    public int Faults => _happened + Tally.Total + Up.Faults.Count + Down.Faults.Count;

    /// <summary>Those of the hostile line.</summary>
    public FaultTally Tally { get; } = new();

    /// <summary>When the call must have ended, ticks.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>Something that is done once at a time; null for nothing.</summary>
    public (long At, Action Do)? Alarm { get; set; }

    /// <summary>True while a line is open.</summary>
    public bool IsOpen => _line is not null;

    private int _happened;

    /// <summary>Opens the line.</summary>
    /// <exception cref="DeviceMissingException">It is unplugged.</exception>
    public ILink Open()
    {
        if (_now < _unpluggedUntil)
        {
            throw new DeviceMissingException("There is no port sim; plug the board in and check the name.");
        }

        if (_line is not null)
        {
            throw new InvalidOperationException("The line was opened twice at once.");
        }

        _openings++;
        var hostile = _plan.Hostile.Kinds != 0 && _now < _plan.QuietAt;
        Up.Begin(_hostileUp = hostile ? new HostileDirection(_plan.Hostile, [_openings, 2], _time, Tally) : null);
        Down.Begin(_hostileDown = hostile ? new HostileDirection(_plan.Hostile, [_openings, 1], _time, Tally) : null);
        return _line = new SimulatedLine(this);
    }

    /// <summary>Closes a line that was left open.</summary>
    public void Dispose() => _line?.Dispose();

    /// <summary>The line is closed.</summary>
    public void Close(SimulatedLine line) => _line = _line == line ? null : _line;

    /// <inheritdoc/>
    public override void Sleep(TimeSpan time)
    {
        var until = _now + Ticks(time);
        while (Step(until))
        {
        }
    }

    /// <inheritdoc/>
    public override ILineReader Read(ILink link, Action<byte[], int> received, Action<LinkGoneException> gone) =>
        ((SimulatedLine)link).Read(received, gone);

    /// <summary>Ticks of a time.</summary>
    public static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Second);

    /// <summary>Writes a line to the log.</summary>
    public void Log(string text) => _log?.Invoke(FormattableString.Invariant($"{_now / (double)Millisecond,12:0.000} ms  {text}"));

    /// <summary>Lets the next thing happen.</summary>
    /// <param name="until">Nothing happens after this time.</param>
    /// <returns>False where nothing happens until then; then it is that time.</returns>
    /// <exception cref="HangException">The call has had its time.</exception>
    public bool Step(long until)
    {
        var (fault, up, down) = (_faults.TryPeek(out var first) ? first.At : long.MaxValue, Up.Due, Down.Due);
        var next = Math.Min(Math.Min(Math.Min(fault, Alarm?.At ?? long.MaxValue), Device.At), Math.Min(up, down));
        if (next > until)
        {
            _now = Math.Max(_now, until);
            return false;
        }

        _now = Math.Max(_now, next);
        if (++Events > Plan.MostEvents || _now > Deadline)
        {
            throw new HangException(FormattableString.Invariant($"no end after {_now / (double)Second:0.0} s and {Events} events"));
        }

        if (Alarm is { } alarm && alarm.At == next)
        {
            Alarm = null;
            alarm.Do();
        }
        else if (fault == next)
        {
            Do(_faults.Dequeue());
        }
        else if (up == next)
        {
            Device.Receive(_now, Up.Take(_now));
        }
        else if (down == next)
        {
            Deliver(Down.Take(_now));
        }
        else
        {
            Device.Poll(_now, Down);
        }

        Unplug(_hostileUp);
        Unplug(_hostileDown);
        return true;
    }

    private void Deliver(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty && _hostileUp is not { IsHalfOpen: true })
        {
            _line?.Receive(bytes);
        }
    }

    private void Do(Fault fault)
    {
        _happened++;
        Log(fault.ToString());
        var end = _now + fault.Length;
        switch (fault.Kind)
        {
            case FaultKind.StallUp: Up.Hold(end); break;
            case FaultKind.StallDown: Down.Hold(end); break;
            case FaultKind.SlowUp: Up.Slow(2 + (fault.Amount % 15), end); break;
            case FaultKind.SlowDown: Down.Slow(2 + (fault.Amount % 15), end); break;
            case FaultKind.MuteUp: Up.Faults.Mute(end); break;
            case FaultKind.MuteDown: Down.Faults.Mute(end); break;
            case FaultKind.Unplug: Unplug(end); break;
            case FaultKind.Reset: Device.Reset(_now); break;
            case FaultKind.PowerCycle:
                Device.PowerOff(end);
                Unplug(end);
                break;
            case FaultKind.Freeze: Device.Freeze(end); break;
            case FaultKind.Hush: Device.Hush(end); break;
            case FaultKind.Overrun: Device.Overrun(); break;
            case FaultKind.RepeatFrame: Device.RepeatFrame(); break;
            case FaultKind.DropFrame: Device.DropFrame(); break;
            case FaultKind.SwapFrames: Device.SwapFrames(); break;
            case FaultKind.Busy or FaultKind.Idle: Device.FallSilent(end, fault.Kind == FaultKind.Busy); break;
            case FaultKind.OtherBoard: Device.Replace(_now); break;
            case FaultKind.None:
                _happened--;
                Up.Calm();
                Down.Calm();
                break;
            case FaultKind.Upset: Device.Upset((uint)fault.Amount); break;
            default: throw new InvalidOperationException($"There is no fault {fault.Kind}.");
        }
    }

    private void Unplug(HostileDirection? hostile)
    {
        if (hostile is { IsUnplugged: true })
        {
            Log(FormattableString.Invariant($"the hostile line is unplugged for {hostile.Away.TotalSeconds} s"));
            Unplug(Math.Min(_now + Ticks(hostile.Away), Math.Max(_now, _plan.QuietAt)));
        }
    }

    private void Unplug(long until)
    {
        _unpluggedUntil = Math.Max(_unpluggedUntil, until);
        Up.Clear();
        Down.Clear();
        Up.Begin(_hostileUp = null);
        Down.Begin(_hostileDown = null);
        _line?.Break();
    }

    private sealed class WorldTime(World world) : TimeProvider
    {
        public override long TimestampFrequency => Second;

        public override long GetTimestamp() => world._now;
    }
}
