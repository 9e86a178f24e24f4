using System.Globalization;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Tests.Simulation;

/// <summary>A greeting that lies: from some greeting on, a byte is another one.</summary>
/// <param name="After">True greetings before.</param>
/// <param name="At">Offset of the byte.</param>
/// <param name="Add">What is added to it.</param>
internal sealed record Lie(int After, int At, int Add);

/// <summary>The board of a plan.</summary>
/// <param name="Library">Its memory.</param>
/// <param name="Cells">The most cells of a job.</param>
/// <param name="Features">Its features.</param>
/// <param name="Simulated">Whether it says that a program simulates it.</param>
/// <param name="PollTicks">How long it takes for a little work.</param>
/// <param name="ChangesFrames">Whether its frames can be changed before they leave.</param>
/// <param name="Lie">What it says wrongly of itself; null for an honest board.</param>
internal sealed record DevicePlan(
    DeviceLibrary Library, int Cells, ushort Features, bool Simulated, long PollTicks, bool ChangesFrames, Lie? Lie);

/// <summary>The line of a plan.</summary>
/// <param name="BytesPerSecond">What it carries each way.</param>
/// <param name="Buffer">Bytes that may wait at the sender.</param>
/// <param name="MostPiece">The most bytes that arrive at once.</param>
/// <param name="Latency">Ticks that a byte takes.</param>
internal sealed record LinePlan(double BytesPerSecond, int Buffer, int MostPiece, long Latency);

/// <summary>How a run is ended early.</summary>
internal enum Ending
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By the token of its options; the array is opened again.</summary>
    Token,

    /// <summary>By an exception of whoever takes the results; the array is used again.</summary>
    Taker,
}

/// <summary>One call of an array.</summary>
/// <param name="Array">Which of the arrays on the board.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Features">What is asked.</param>
/// <param name="Classes">Classes of the readout.</param>
/// <param name="Linear">The readout's nonlinearity.</param>
/// <param name="Pause">Ticks before it.</param>
/// <param name="Ending">How it is ended early.</param>
/// <param name="EndAfter">Runs, or microseconds, after which it is ended.</param>
/// <param name="Seed">Of codes and readout.</param>
internal sealed record Call(
    int Array, int Runs, Features Features, int Classes, bool Linear, long Pause, Ending Ending, int EndAfter, long Seed);

/// <summary>What a seed gives: board, line, cells, calls, and everything that goes wrong and when.</summary>
internal sealed class Plan
{
    /// <summary>The most events of a run.</summary>
    public const long MostEvents = 5_000_000;

    private readonly Chance _chance;

    /// <summary>Draws a plan.</summary>
    public Plan(long seed)
    {
        Seed = seed;
        _chance = Branch(0);
        Cells = CellPool.Draw(_chance);
        Quiet = _chance.OneIn(8);
        QuietAt = Quiet ? 0 : (long)(_chance.Log(0.02, 8) * World.Second);
        Upsets = !Quiet && Cells.All(cells => cells.ShowsAllUpsets) && _chance.OneIn(2);
        Patient = _chance.OneIn(2);
        Device = DrawDevice();
        Ruin = Quiet || Patient || !_chance.OneIn(8) ? null
            : Device.ChangesFrames ? _chance.Of(FaultKind.OtherBoard, FaultKind.Busy, FaultKind.Idle) : FaultKind.OtherBoard;
        Calls = DrawCalls();
        (ReplyBytes, StallSeconds) = ((int)_chance.Log(200, 1 << 20), _chance.Of<double?>(null, null, 0.5, 2));
        ReconnectSeconds = _chance.Of(0, 1, 5);
        Tries = _chance.Of(0, 2, 8, 8);
        SlowHost = _chance.OneIn(6);
        Line = DrawLine();
        Hostile = DrawHostile();
        PieceFaultEvery = Quiet || !_chance.OneIn(4) ? 0 : (int)_chance.Log(3, 300);
        Faults = Quiet ? [] : DrawFaults();
        var echoes = Branch(7);
        EchoEvery = Quiet || !echoes.OneIn(3) ? 0 : (int)echoes.Log(3, 300);
    }

    /// <summary>The seed.</summary>
    public long Seed { get; }

    /// <summary>The cells of each array on the board; all have one format.</summary>
    public CellSet[] Cells { get; }

    /// <summary>True where nothing goes wrong.</summary>
    public bool Quiet { get; }

    /// <summary>When faults cease, ticks.</summary>
    public long QuietAt { get; }

    /// <summary>True where replies are changed in the board's memory, which charge balance finds.</summary>
    public bool Upsets { get; }

    /// <summary>True where the host never gives up, so that every call must end well.</summary>
    public bool Patient { get; }

    /// <summary>
    /// What becomes of the board for good after a while: another one, whose numbers would be wrong, or one that answers no request; null where
    /// it stays what it is.
    /// </summary>
    public FaultKind? Ruin { get; }

    /// <summary>True where the board itself is at fault to the end, so that no call need give numbers.</summary>
    public bool StaysWrong => Ruin is not null || Device.Lie is not null;

    /// <summary>The board.</summary>
    public DevicePlan Device { get; }

    /// <summary>The calls, in their order.</summary>
    public Call[] Calls { get; }

    /// <summary>Options of the link.</summary>
    public int ReplyBytes { get; }

    /// <inheritdoc cref="ReplyBytes"/>
    public double? StallSeconds { get; }

    /// <inheritdoc cref="ReplyBytes"/>
    public double ReconnectSeconds { get; }

    /// <inheritdoc cref="ReplyBytes"/>
    public int Tries { get; }

    /// <summary>True where the host is busy with something else now and then.</summary>
    public bool SlowHost { get; }

    /// <summary>The line.</summary>
    public LinePlan Line { get; }

    /// <summary>What the hostile line does.</summary>
    public FaultPlan Hostile { get; }

    /// <summary>Pieces of the line from one that is lost, repeated or late to the next, on average; 0 for none.</summary>
    public int PieceFaultEvery { get; }

    /// <summary>Pieces of the line from one that comes again long after to the next, on average; 0 for none.</summary>
    public int EchoEvery { get; }

    /// <summary>What else goes wrong, by time.</summary>
    public Fault[] Faults { get; }

    /// <summary>Draws of their own, so that more of them change nothing elsewhere.</summary>
    public Chance Branch(int which) => new(Seed, which);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {(Quiet ? "no faults" : $"faults until {QuietAt / (double)World.Second:0.000} s")}, {(Patient ? "patient" : $"{Tries} tries, ")}"
        + $"{(Patient ? "" : $"{ReconnectSeconds} s to reconnect")}{(Upsets ? ", upsets" : "")}, hostile:{Hostile}, a piece in {PieceFaultEvery}, "
        + $"an echo in {EchoEvery}\n"
        + $"  {Device} {Device.Library.Name}\n  {Line}\n  {string.Join("\n  ", Cells.Select(cells => $"{cells.Settings}"))}");

    private DevicePlan DrawDevice()
    {
        var library = DeviceLibrary.All[_chance.Of(0, 1, 1, 2, 2, 3)];
        var all = Protocol.TraceFeature | Protocol.EndsFeature | Protocol.SignsFeature | Protocol.SignatureFeature | Protocol.ChargeFeature
            | Protocol.PerCellFeature | Protocol.RegistersFeature | (library.ReadoutWords > 0 ? Protocol.VotesFeature : 0);
        var own = Cells.Any(cells => cells.NeedsOwnCells) || Upsets;
        var features = own || _chance.OneIn(2) ? all
            : (all & _chance.Below(256)) | (_chance.OneIn(4) ? Protocol.EndsFeature : Protocol.TraceFeature);
        features = (features & Protocol.PerCellFeature) != 0 ? features : features & ~Protocol.RegistersFeature;
        var lie = Quiet || Patient || Upsets || !_chance.OneIn(5) ? null
            : new Lie(_chance.Below(3), _chance.Of(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 26, 27, 28, 36), 1 + _chance.Below(255));
        return new DevicePlan(
            library, _chance.From(Math.Min(2, library.Cells), Math.Min(library.Cells, 40)), (ushort)features, _chance.OneIn(3),
            (long)(_chance.Log(10e-6, 500e-6) * World.Second), lie is not null || (!Quiet && _chance.OneIn(4)), lie);
    }

    private Call[] DrawCalls()
    {
        var calls = new Call[_chance.From(1, 5)];
        for (var n = 0; n < calls.Length; n++)
        {
            var array = _chance.Below(Cells.Length);
            var cells = Cells[array];
            var features = Upsets ? Features.Trace | Features.Ends : DrawFeatures(cells);
            var runs = cells.Settings.Cells * _chance.From(1, Math.Max(1, 60 / cells.Settings.Cells));
            calls[n] = new Call(
                array, runs, features, _chance.From(1, 5), _chance.OneIn(2), (long)(QuietAt * (_chance.Below(3) / 4.0)),
                _chance.OneIn(8) ? _chance.Of(Ending.Token, Ending.Taker) : Ending.None, (int)_chance.Log(1, 30_000), _chance.Below(int.MaxValue));
        }

        return calls;
    }

    private Features DrawFeatures(CellSet cells)
    {
        Features[] all = [Features.Trace, Features.Signs, Features.Mean, Features.Ends, Features.Activation, Features.Votes, Features.Signature];
        var features = _chance.Of(all);
        features |= _chance.OneIn(3) ? _chance.Of(all) : 0;
        features |= _chance.OneIn(6) ? _chance.Of(all) : 0;
        features &= cells.HasSignatures && (Device.Features & Protocol.SignatureFeature) != 0 ? features : ~Features.Signature;
        features &= (Device.Features & Protocol.EndsFeature) != 0 ? features : ~(Features.Mean | Features.Ends); // its mean is that of the samples
        return features == 0 ? Features.Signs : features;
    }

    // A line on which an answer takes 0.4 s is too slow by the protocol, so what may wait on it is bounded.
    private LinePlan DrawLine()
    {
        var rate = _chance.Log(12_000, 3e6);
        var buffer = Math.Clamp((int)(rate * _chance.Log(0.005, 0.1)), 64, 1 << 14);
        return new LinePlan(rate, buffer, (int)_chance.Log(1, 4096), (long)(_chance.Log(1e-5, 0.06) * World.Second));
    }

    private FaultPlan DrawHostile()
    {
        var plan = new FaultPlan(_chance.Below(int.MaxValue), FaultKinds.None);
        foreach (var kind in Quiet || _chance.OneIn(2) ? [] : Enum.GetValues<FaultKinds>())
        {
            plan = int.IsPow2((int)kind) && FaultKinds.Survivable.HasFlag(kind) && _chance.OneIn(4) ? plan.With(kind, (int)_chance.Log(60, 30_000)) : plan;
        }

        return plan;
    }

    private Fault[] DrawFaults()
    {
        var kinds = Enum.GetValues<FaultKind>().Where(kind => _chance.OneIn(3) && IsPossible(kind)).ToArray();
        if (Upsets)
        {
            kinds = [.. kinds.Where(kind => kind != FaultKind.Upset), FaultKind.Upset, FaultKind.Upset];
        }

        var count = kinds.Length == 0 ? 0 : (int)_chance.Log(1, 12) + (Upsets ? 6 : 0);
        var faults = new Fault[count];
        for (var n = 0; n < faults.Length; n++)
        {
            var kind = kinds[_chance.Below(kinds.Length)];
            var at = _chance.OneIn(2) ? (long)(QuietAt * _chance.Log(0.001, 1)) : (long)(QuietAt * (_chance.Below(1000) / 1000.0));
            var length = Math.Min(QuietAt - at, (long)(_chance.Log(1e-4, 4) * World.Second));
            faults[n] = new Fault(at, kind, length, _chance.From(2, 1 << 20));
        }

        Fault[] ruin = Ruin is { } what ? [new Fault((long)(QuietAt * _chance.Log(0.001, 1)), what, long.MaxValue / 2, 0)] : [];
        return [.. faults.Concat(ruin).OrderBy(fault => fault.At), new Fault(QuietAt, FaultKind.None, 0, 0)];
    }

    private bool IsPossible(FaultKind kind) => kind switch
    {
        FaultKind.None or FaultKind.OtherBoard => false,
        FaultKind.Upset => Upsets,
        FaultKind.Busy or FaultKind.Idle or FaultKind.RepeatFrame or FaultKind.DropFrame or FaultKind.SwapFrames => Device.ChangesFrames,
        _ => true,
    };
}
