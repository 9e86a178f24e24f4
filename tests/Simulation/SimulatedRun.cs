using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Tests.Simulation;

/// <summary>
/// Runs a seed: opens arrays on the simulated board, calls them while things go wrong, and judges. A call gives the normative numbers to the
/// bit or one clear sentence, in bounded time; when the faults have ceased it gives the numbers; nothing stays open.
/// </summary>
internal sealed class SimulatedRun : IDisposable
{
    // Longer than everything that a host does after the last fault: stall, silence, reconnecting, and the replies at the slowest rate.
    private const int BoundSeconds = 60;

    // A board that lies, or another one, stays as it is: every try may cost stall, silence and reconnecting.
    private const int WrongBoundSeconds = 9 * 20;

    private const int MostMoreCalls = 8;

    // Longer than all faults, and two openings of a port that come to nothing.
    private const double PatientSeconds = 30;

    private readonly Plan _plan;
    private readonly World _world;
    private readonly Chance _nonces;
    private readonly BoardArray?[] _arrays;
    private readonly Chance _slowness;
    private LinkOptions _options = new();
    private CancellationTokenSource _ending = new();
    private int _answered, _endAfter;
    private int _right, _refused;
    private long _retries, _reconnects, _unbalanced;

    private SimulatedRun(Plan plan, World world)
    {
        (_plan, _world) = (plan, world);
        (_nonces, _slowness) = (plan.Branch(5), plan.Branch(6));
        _arrays = new BoardArray?[plan.Cells.Length];
    }

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="log">Told what happens, with the virtual time; null for silence.</param>
    public static Verdict Of(long seed, Action<string>? log = null)
    {
        var plan = new Plan(seed);
        log?.Invoke(plan.ToString());
        using var device = new SimulatedDevice(plan.Device, plan.Cells[0].Settings.Constants);
        using var world = new World(plan, device, log);
        using var run = new SimulatedRun(plan, world);
        string? problem = null;
        try
        {
            run.All();
        }
        catch (Exception wrong)
        {
            problem = wrong is ProblemException or HangException ? wrong.Message : $"{wrong.GetType().Name}: {wrong.Message}";
            world.Log(wrong.ToString());
        }

        return new Verdict(seed, problem)
        {
            Right = run._right,
            Refused = run._refused,
            Faults = world.Faults,
            Events = world.Events,
            Retries = run._retries,
            Reconnects = run._reconnects,
            Unbalanced = run._unbalanced,
            Seconds = world.Now / (double)World.Second,
        };
    }

    /// <summary>Closes what is open: the board must not stay so for other seeds, whatever went wrong.</summary>
    public void Dispose()
    {
        _world.Deadline = long.MaxValue;
        Close();
        _ending.Dispose();
    }

    private void All()
    {
        foreach (var cells in _plan.Cells)
        {
            cells.Restart();
        }

        SetOptions(_plan.Patient ? 1_000_000 : _plan.Tries, _plan.Patient ? PatientSeconds : _plan.ReconnectSeconds, _plan.StallSeconds);
        for (var n = 0; n < _plan.Calls.Length; n++)
        {
            _world.Sleep(TimeSpan.FromSeconds(_plan.Calls[n].Pause / (double)World.Second));
            Call(_plan.Calls[n], (uint)n * 100, mustSucceed: _plan.Quiet);
        }

        for (var n = 0; n < MostMoreCalls && _world.Now < _plan.QuietAt; n++)
        {
            Call(_plan.Calls[n % _plan.Calls.Length], 2000 + ((uint)n * 100), mustSucceed: false);
        }

        if (!_plan.StaysWrong)
        {
            AfterTheFaults();
        }

        Close();
        if (_world.IsOpen)
        {
            throw new ProblemException("the line was left open");
        }
    }

    // A host with the usual patience needs no more than that the faults cease.
    private void AfterTheFaults()
    {
        var settle = _plan.QuietAt + (3 * World.Second);
        _world.Sleep(TimeSpan.FromSeconds(Math.Max(0, settle - _world.Now) / (double)World.Second));
        if (!_plan.Patient && (_plan.Tries < 2 || _plan.ReconnectSeconds == 0))
        {
            Close();
            SetOptions(8, 5, null);
        }

        _world.Log("quiet");
        Call(_plan.Calls[0] with { Ending = Ending.None }, 1000, mustSucceed: true);
    }

    private void SetOptions(int tries, double reconnectSeconds, double? stallSeconds)
    {
        _ending.Dispose();
        _ending = new CancellationTokenSource();
        _options = new LinkOptions
        {
            Clock = _world,
            Nonces = () => ((uint)_nonces.Below(1 << 16) << 16) | (uint)_nonces.Below(1 << 16),
            Tries = tries,
            ReconnectSeconds = reconnectSeconds,
            StallSeconds = stallSeconds,
            ReplyBytes = _plan.ReplyBytes,
            Cancellation = _ending.Token,
            Notes = _world.Log,
            RunsAnswered = Answered,
        };
    }

    private void Answered(int runs)
    {
        _answered += runs;
        if (_answered >= _endAfter)
        {
            throw new OperationCanceledException("the taker has enough");
        }

        if (_plan.SlowHost && _slowness.OneIn(8))
        {
            _world.Sleep(TimeSpan.FromSeconds(_slowness.Log(0.001, 3)));
        }
    }

    private void Call(Call call, uint firstTrial, bool mustSucceed)
    {
        _world.Deadline = Math.Max(_world.Now, _plan.QuietAt) + ((_plan.StaysWrong ? WrongBoundSeconds : BoundSeconds) * World.Second);
        _world.Log(call.ToString());
        try
        {
            Call(call, firstTrial);
            _right++;
        }
        catch (OperationCanceledException) when (call.Ending != Ending.None)
        {
            _world.Log("ended early");
            TakeMemory(call);
        }
        catch (Exception refused) when (Permits(refused, mustSucceed))
        {
            _world.Log(refused.Message);
            _refused++;
            TakeMemory(call);
        }

        _world.Alarm = null;
        if (_ending.IsCancellationRequested)
        {
            Close(); // whoever ends a run by an exception of his own goes on with the same board
            SetOptions(_options.Tries, _options.ReconnectSeconds, _options.StallSeconds);
        }
    }

    private void Call(Call call, uint firstTrial)
    {
        var (cells, array) = (_plan.Cells[call.Array], Opened(call.Array));
        var chance = new Chance(call.Seed);
        var codes = new ushort[call.Runs];
        for (var n = 0; n < codes.Length; n++)
        {
            codes[n] = (ushort)chance.Below(cells.Settings.Codes.Count);
        }

        var readout = ReadoutOf(call, cells, chance);
        (_answered, _endAfter) = (0, call.Ending == Ending.Taker ? 1 + (call.EndAfter % call.Runs) : int.MaxValue);
        if (call.Ending == Ending.Token)
        {
            _world.Alarm = (_world.Now + (call.EndAfter * World.Millisecond / 100), _ending.Cancel);
        }

        var got = array.Run(new(codes, call.Features, readout, firstTrial));
        if (_answered != call.Runs)
        {
            throw new ProblemException($"{_answered} runs were taken where {call.Runs} were asked");
        }

        // The mean of a board that says it has no ends is that of the samples, which is another number.
        var exact = array.Board.Greeting.Has(Protocol.EndsFeature) ? call.Features : call.Features & ~(Features.Ends | Features.Mean);
        Comparison.Check(cells, codes, exact, cells.Run(codes, call.Features, readout, firstTrial), got);
        Comparison.CheckMemory(cells, array);
    }

    private static Readout ReadoutOf(Call call, CellSet cells, Chance chance)
    {
        var weights = new float[cells.Settings.Cells * call.Classes];
        for (var n = 0; n < weights.Length; n++)
        {
            weights[n] = (chance.Below(2001) - 1000) / 500f;
        }

        var bias = new float[call.Classes];
        for (var n = 0; n < bias.Length; n++)
        {
            bias[n] = (chance.Below(2001) - 1000) / 500f;
        }

        return new Readout(call.Linear ? Nonlinearity.Linear : Nonlinearity.Sigmoid, weights, bias);
    }

    private BoardArray Opened(int n)
    {
        if (_arrays[n] is { } open)
        {
            return open;
        }

        var array = new BoardArray(
            new BoardAddress.Made("sim", $"{_plan.Seed}", _world.Open, _plan.Line.BytesPerSecond), _plan.Cells[n].Settings, _options);
        _arrays[n] = array;
        array.Memory = _plan.Cells[n].Memory;
        return array;
    }

    // Of a call that failed some trials may be done: stateful cells go on from where they stand.
    private void TakeMemory(Call call)
    {
        if (_arrays[call.Array] is { } array)
        {
            _plan.Cells[call.Array].Memory = array.Memory;
        }
    }

    // What may end a call: a sentence, and a reason for it.
    private bool Permits(Exception refused, bool mustSucceed)
    {
        var (wrong, asked) = (_plan.StaysWrong, (_plan.Device.Features & Protocol.TraceFeature) != 0);
        var kind = refused switch
        {
            DeviceLostException => !mustSucceed && (wrong || !(_plan.Patient || _world.Faults == 0)),
            DeviceMissingException => wrong || !asked || (!mustSucceed && _world.Faults > 0), // its greeting too
            ChargeBalanceException => _plan.Upsets && !mustSucceed,
            InvalidSettingException => wrong || !asked,
            _ => false,
        };
        var message = refused.Message;
        return kind && message.EndsWith('.') && !message.Contains('\n', StringComparison.Ordinal) && char.IsUpper(message[0]);
    }

    private void Close()
    {
        if (_arrays.FirstOrDefault(array => array is not null)?.Board.Statistics is { } statistics)
        {
            _retries += statistics.Retries;
            _reconnects += statistics.Reconnects;
            _unbalanced += statistics.Unbalanced;
        }

        for (var n = 0; n < _arrays.Length; n++)
        {
            _arrays[n]?.Dispose();
            _arrays[n] = null;
        }
    }
}
