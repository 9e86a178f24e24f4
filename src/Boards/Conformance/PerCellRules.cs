using FhnHw.Boards.Arrays;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Boards.Conformance;

/// <summary>Rules of per-cell parameters (section 4): the words of each cell in a job, noise, and the registers that come back.</summary>
public static class PerCellRules
{
    private const ushort PerCell = Protocol.PerCellFeature, Registers = Protocol.RegistersFeature, Ends = Protocol.EndsFeature;
    private const int NoiseXAt = Protocol.JobHeadBytes, NoiseYAt = NoiseXAt + 2, FirstAt = NoiseYAt + 2;

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(4, "per-cell: each feature has the bits of lab cells", probe => EachFeature(probe, "lab")),
        new(4, "per-cell: each feature has the bits of harsh cells, dead and stuck ones among them", probe => EachFeature(probe, "harsh")),
        new(4, "per-cell: all cells that the queue has room for run together",
            probe => Run(probe, Job(probe, "lab", Any(probe), Most(probe), transient: 5, steps: 30))),
        new(4, "per-cell: generators count from the first step that the job gives, 0 to 7", Firsts),
        new(4, "per-cell: a cell with C = 0 rests, whatever the noise", Stuck),
        new(5, "per-cell: DONE counts the cells whose X was clamped, in the transient too", Saturates),
        new(4, "per-cell: C is unsigned, 2^15 or more is large", LargeC),
        new(4, "per-cell: the noise goes up to 2^15 - 1", Strongest),
        new(4, "per-cell: a later job without it starts from the initial state", Plain),
        new(4, "per-cell: charge is taken modulo the bytes of Y", ChargeWraps),
        new(4, "per-cell: X or S beyond its range gives ERROR 3 or as many bytes as are due", BeyondRanges),
        new(4, "registers: order and layout", probe => Run(probe, Job(probe, "harsh", Both(probe), 11))),
        new(4, "registers: two jobs, the second starting from the registers of the first, equal one long job", GoesOn),
        OutOfRange("noise on X above 2^15 - 1", payload => Put(payload, NoiseXAt, 2, 1 << 15)),
        OutOfRange("noise on Y above 2^15 - 1", payload => Put(payload, NoiseYAt, 2, 0xFFFF)),
        OutOfRange("a first step of 8", payload => Put(payload, FirstAt, 1, 8)),
        OutOfRange("a first step of 255", payload => Put(payload, FirstAt, 1, 255)),
        OutOfRange("one byte of the cells' words too few", payload => payload[..^1]),
        OutOfRange("one byte of the cells' words too many", payload => [.. payload, 0]),
        OutOfRange("S alone", payload => payload[..(Protocol.JobHeadBytes + 2)]),
        new(4, "registers without per-cell gives ERROR 3", RegistersAlone),
    ];

    private static ushort Any(Probe probe) =>
        Need(probe, PerCell, (ushort)(PerCell | (probe.Board.Has(Protocol.TraceFeature) ? Protocol.TraceFeature : Ends)));

    private static ushort Both(Probe probe) => Need(probe, PerCell | Registers | Ends, PerCell | Registers | Ends);

    private static ushort Need(Probe probe, ushort needed, ushort features) => probe.Board.Has(needed)
        ? features
        : throw new NotApplicableException(needed == PerCell ? "the board has no per-cell parameters" : "the board gives no registers back");

    private static int Most(Probe probe) => JobSplit.MostCells(probe.Board, PerCell);

    private static void Run(Probe probe, JobRequest job, short[]? readout = null) => ReplyRules.Compare(probe, job, probe.Run(job), readout);

    // Each sampled feature together with all others that the board has, and each sum alone.
    private static void EachFeature(Probe probe, string preset)
    {
        _ = Any(probe);
        var has = probe.Board.Features;
        ushort[] wanted = [Ends | Protocol.TraceFeature | Protocol.SignatureFeature, Ends | Protocol.SignsFeature, Protocol.ChargeFeature, 0];
        foreach (var features in wanted)
        {
            Run(probe, Job(probe, preset, (ushort)(PerCell | (features & has)), Math.Min(23, Most(probe)), transient: 43, steps: 190, stride: 7));
        }
    }

    private static void Firsts(Probe probe)
    {
        for (var first = 0; first < NoiseGenerator.StepsOfMove; first++)
        {
            var job = Job(probe, "lab", Any(probe), 5, transient: 3, steps: 21);
            Run(probe, job with { PerCell = job.PerCell! with { First = first } });
        }
    }

    // With any Y that the register holds and any X, S = -X · 2^e keeps the cell at rest. X at its bound takes more than the largest drive: there X rests
    // and Y gains a little.
    private static void Stuck(Probe probe)
    {
        var job = Job(probe, "lab", (ushort)(Any(probe) | (probe.Board.Features & (Ends | Registers))), 6, steps: 60);
        var (format, largest) = (Constants(probe).Format, Constants(probe).LargestInputWord);
        var most = Math.Min((1L << ((8 * probe.Board.YBytes) - 1)) - 1, (2L << format.YFraction) - 1); // at 16 bits f stays under 2
        (int X, long Y)[] states = [(0, most), (0, -most), (format.XMax, 0), (-format.XMax, 0), (format.XMax / 2, most / 2), (-1, -1)];
        var cells = states.Zip(job.PerCell!.Cells, (state, cell) => cell with
        {
            S = Math.Clamp(-state.X << format.CurrentExtraBits, -largest, largest),
            EpsGain = 0,
            State = new CellState(state.X, (int)(state.Y >> format.LowBits), (int)(state.Y & ((1L << format.LowBits) - 1))),
        });
        job = Of(job, job.PerCell! with { NoiseX = 300, NoiseY = 300, Cells = [.. cells.Take(job.Cells)] });
        Run(probe, job);
        if (probe.Board.Has(Protocol.SignsFeature))
        {
            Run(probe, job with { Features = PerCell | Protocol.SignsFeature }); // X is 0 all the time in two of them: not negative
        }
    }

    // Every other cell starts where the largest C drives it out at once: at X = 1/√3 and Y = -6/5, where |X - X³ - Y| is under 2.
    private static void Saturates(Probe probe)
    {
        var (job, constants) = (Job(probe, "lab", Any(probe), 5, transient: 1, steps: 1), Constants(probe));
        var (x, y) = ((int)(0.577 * (1 << constants.Format.Fraction)), -6L * (1L << constants.Format.YFraction) / 5);
        var lowBits = constants.Format.LowBits;
        var start = new CellState(x, (int)(y >> lowBits), (int)(y & ((1L << lowBits) - 1)));
        var cells = job.PerCell!.Cells.Select((cell, number) => cell with
        {
            S = 0,
            EpsGain = number % 2 == 0 ? ushort.MaxValue : cell.EpsGain,
            State = number % 2 == 0 ? start : constants.InitialState,
        });
        Run(probe, Of(job, job.PerCell with { NoiseX = 0, NoiseY = 0, Cells = [.. cells] }));
    }

    // From the initial state, and few steps, so that the cells stay inside their registers.
    private static void LargeC(Probe probe)
    {
        var (job, constants) = (Job(probe, "lab", Any(probe), 4, steps: 12, stride: 1), Constants(probe));
        var cells = job.PerCell!.Cells.Zip(new[] { 1 << 15, 40_000, 50_000, ushort.MaxValue }, (cell, gain) =>
            cell with { S = 0, EpsGain = gain, State = constants.InitialState });
        Run(probe, Of(job, job.PerCell with { NoiseX = 0, NoiseY = 0, Cells = [.. cells] }));
    }

    // One step, so that Y stays in its register.
    private static void Strongest(Probe probe)
    {
        const int most = (1 << 15) - 1;
        var job = Job(probe, "lab", Any(probe), 6, steps: 1);
        Run(probe, job with { PerCell = job.PerCell! with { NoiseX = most } });
        var resting = job.PerCell.Cells.Select(cell => cell with { EpsGain = 0 }); // its noise is none
        Run(probe, Of(job, job.PerCell with { NoiseX = most, NoiseY = most, Cells = [.. resting] }));
    }

    private static void Plain(Probe probe)
    {
        Run(probe, Job(probe, "harsh", Any(probe), Math.Min(9, Most(probe))));
        var plain = probe.Small(Math.Min(9, probe.MostCells), 4);
        ReplyRules.Compare(probe, plain, probe.Run(plain));
    }

    // Y falls from its register's top to below zero, which is more than its bytes hold with a sign.
    private static void ChargeWraps(Probe probe)
    {
        _ = Any(probe);
        if (!probe.Board.Has(Protocol.ChargeFeature))
        {
            throw new NotApplicableException("the board tells no charge");
        }

        const int widest = 15; // bits of f without its sign: f times the low half of C is then a 32-bit word
        var (constants, yBits) = (Constants(probe), (8 * probe.Board.YBytes) - 1);
        var format = constants.Format;
        if (format.WordBits == CellFormat.MaxWordBits || yBits - format.LowBits >= widest)
        {
            throw new NotApplicableException("no cell of this format can have so large a Y");
        }

        var top = new CellState(0, (1 << (yBits - format.LowBits)) - 1, (1 << format.LowBits) - 1);
        var cell = new CellRegisters(-constants.LargestInputWord, constants.EpsGain, top, 0, 0, new NoiseGenerator(1));
        var steps = (int)Math.Min(Protocol.MaxSteps, 4096 + (2 * (1L << yBits) / constants.LargestInputWord));
        var job = new JobRequest(PerCell | Protocol.ChargeFeature, [cell.S], 0, steps, 1, PerCell: new PerCellFields(0, 0, 0, [cell]));
        Run(probe, job);
    }

    private static void BeyondRanges(Probe probe)
    {
        var job = Job(probe, "lab", Any(probe), 2, transient: 20);
        var (x, s) = ((1 << ((8 * probe.Board.XBytes) - 1)) - 1, (1 << ((8 * probe.Board.SBytes) - 1)) - 1);
        foreach (var (X, S) in new[] { (x, 0), (-x - 1, 0), (0, s), (0, -s - 1) })
        {
            var wrong = Of(
                job,
                job.PerCell! with { Cells = [.. job.PerCell.Cells.Select(cell => cell with { S = S, State = cell.State with { X = X } })] });
            probe.Send(wrong, 40);
            probe.AnswerOrError(wrong, 40);
        }

        var sound = probe.Small();
        ReplyRules.Compare(probe, sound, probe.Run(sound));
    }

    private static void GoesOn(Probe probe)
    {
        const int part = 53, rest = 90;
        var whole = Job(probe, "harsh", Both(probe), Math.Min(11, Most(probe)), steps: part + rest);
        var first = whole with { Steps = part };
        var (reply, layout) = (probe.Run(first).Bytes, new ReplyLayout(first, probe.Board.XBytes, probe.Board.YBytes));
        var lowBits = Constants(probe).Format.LowBits;
        var cells = first.PerCell!.Cells.Select(
            (cell, number) => cell with { State = layout.LastState(reply, number, lowBits), Noise = layout.LastNoise(reply, number) });
        var second = Of(
            whole with { Steps = rest },
            whole.PerCell! with { First = (whole.PerCell!.First + part) % NoiseGenerator.StepsOfMove, Cells = [.. cells] });
        var (parted, atOnce) = (probe.Run(second).Bytes, probe.Run(whole).Bytes);
        var ends = whole.Cells * probe.Board.YBytes; // Y at the first step differs; all after it is equal
        Probe.Require(parted.AsSpan(ends).SequenceEqual(atOnce.AsSpan(ends)), "the second part ends elsewhere than the whole");
        ReplyRules.Compare(probe, whole, new Answer(atOnce, probe.Run(whole).Saturated));
    }

    private static void RegistersAlone(Probe probe)
    {
        _ = Both(probe);
        probe.Send(probe.Small() with { Features = Registers | Ends }, 37);
        probe.ExpectError(Protocol.BadValueError, 37);
    }

    private static Rule OutOfRange(string what, Func<byte[], byte[]> change) => new(4, $"per-cell: {what} gives ERROR 3", probe =>
    {
        probe.Send(Protocol.JobKind, 38, change(Job(probe, "lab", Any(probe), 2).ToPayload(probe.Board)));
        probe.ExpectError(Protocol.BadValueError, 38);
        probe.Run(probe.Small(), 39);
    });

    private static byte[] Put(byte[] payload, int offset, int bytes, int value)
    {
        Words.Write(payload.AsSpan(offset, bytes), value);
        return payload;
    }

    private static JobRequest Of(JobRequest job, PerCellFields perCellWords) =>
        job with { PerCell = perCellWords, InputWords = [.. perCellWords.Cells.Select(cell => cell.S)] };

    // A trial of a preset's cells with random current codes.
    private static JobRequest Job(Probe probe, string preset, ushort features, int cells, int transient = 0, int steps = 100, int stride = 3)
    {
        const uint trial = 70_000;
        cells = Math.Min(cells, Most(probe));
        var constants = Constants(probe);
        var settings = new ArraySettings(constants.Format, constants.Parameters, CurrentCodes.OfBits(8, -1), new Window(transient, steps, stride))
        {
            Imperfections = Imperfections.Preset(preset),
            Cells = cells,
        };
        var runs = new PerCellRuns(settings);
        var (random, inputWords) = (new Random(3), new RunInputWords(settings));
        var perCellWords = new PerCellJobs(runs, settings.Format).Words(
            0, inputWords.Of([.. Enumerable.Range(0, cells).Select(_ => (ushort)random.Next(settings.Codes.Count))], trial), trial);
        return Of(new JobRequest(features, [], transient, steps, stride), perCellWords);
    }

    private static CellConstants Constants(Probe probe) => probe.Constants is { } constants && constants.Hash == probe.Board.Constants
        ? constants
        : throw new NotApplicableException("the constants of its cells are not known");
}
