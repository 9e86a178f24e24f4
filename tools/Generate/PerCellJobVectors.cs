using System.Text;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Generate;

/// <summary>
/// Golden vectors of jobs with per-cell parameters, tests/vectors/jobs-per-cell-*.csv: the bytes of the request and of the reply. docs/numerics.md describes
/// the lines.
/// </summary>
internal static class PerCellJobVectors
{
    private const int PerCell = ReferenceJob.PerCell, Ends = ReferenceJob.Ends, Trace = ReferenceJob.Trace, Signs = ReferenceJob.Signs;
    private const int Signature = ReferenceJob.Signature, Votes = ReferenceJob.Votes, Registers = ReferenceJob.Registers;
    private const int CellCount = 64, StepsOfMove = NoiseGenerator.StepsOfMove;

    private static readonly (string Name, string Preset, int WordBits, int DtExponent, int ExtraBits)[] Cases =
        [("lab", "lab", 16, 8, 0), ("harsh", "harsh", 16, 8, 0), ("harsh", "harsh", 8, 8, 6)];

    // One cell, fewer cells than a pipeline holds, counts that no number of lanes divides; every feature alone and with others; ideal cells between.
    private static readonly ReferenceJob[] Jobs =
    [
        new(PerCell | Trace, Cells: 1, Transient: 0, Steps: 20, Stride: 1),
        new(PerCell | Ends | Trace | Signature | Registers, Cells: 3, Transient: 7, Steps: 20, Stride: 3) { First = 5 },
        new(Trace | Signature, Cells: 7, Transient: 3, Steps: 5, Stride: 1),
        new(PerCell | Signs | Registers, Cells: 13, Transient: 2, Steps: 9, Stride: 2) { First = 7 },
        new(PerCell, Cells: 5, Transient: 3, Steps: 4, Stride: 1) { First = 1 },
        new(PerCell | Signature, Cells: 37, Transient: 40, Steps: 160, Stride: 1) { First = 3 },
        new(Ends | Signature, Cells: 29, Transient: 40, Steps: 60, Stride: 1),
        new(PerCell | Ends | Trace | Registers, Cells: 64, Transient: 0, Steps: 9, Stride: 4) { First = 2 },
        new(PerCell | Ends | Registers, Cells: 20, Transient: 0, Steps: 1, Stride: 1) { First = 4 },
        new(PerCell | Ends | Signature | Votes | Registers, Cells: 20, Transient: 60, Steps: 90, Stride: 7, ImageCells: 20, Classes: 10) { First = 6 },
    ];

    // Stateful cells: first in one job, then the same steps in two, of which the second begins with what the first told.
    private const int ChainFeatures = PerCell | Ends | Registers, ChainCells = 11, ChainTransient = 30, ChainSteps = 29, ChainMore = 50;

    public static IEnumerable<GeneratedFile> Files() => Cases.Select(c => new GeneratedFile(
        $"tests/vectors/jobs-per-cell-{c.Name}-w{c.WordBits}-k{c.DtExponent}-e{c.ExtraBits}.csv",
        Text(Imperfections.Preset(c.Preset), new CellConstants(new CellFormat(c.WordBits, c.DtExponent, c.ExtraBits), new CellParameters()))));

    private static string Text(Imperfections imperfections, CellConstants constants)
    {
        var perCell = new PerCellParameters(imperfections with { Dead = 0.05, Stuck = 0.05 }, constants, CellCount);
        var random = new XorShift(88172645);
        var lines = new StringBuilder();
        var trial = 70_000u;
        foreach (var job in Jobs)
        {
            var noisy = (job.Features & PerCell) != 0 ? job with { NoiseX = perCell.NoiseX, NoiseY = perCell.NoiseY } : job;
            var cells = (job.Features & PerCell) != 0 ? Cells(perCell, job.Cells, trial++, random) : Ideal(constants, job.Cells, random);
            short[] readout = [.. Enumerable.Range(0, (2 + job.ImageCells) * job.Classes).Select(word => JobVectors.ReadoutWord(word, job.Classes, random))];
            Append(lines, noisy, cells, readout, constants);
        }

        AppendChain(lines, perCell, trial, random, constants);
        var corners = new ReferenceJob(PerCell | Ends | Trace | Registers, Cells: 40, Transient: 0, Steps: 3, Stride: 1)
        {
            NoiseX = short.MaxValue,
            NoiseY = perCell.NoiseY + 1,
            First = 7,
        };
        Append(lines, corners, Corners(constants, 40, random), [], constants);

        var text = new StringBuilder("# jobs; then of each requestBytes,readoutWords,saturated,replyBytes; request; readout; reply\n");
        JobVectors.AppendLine(text, [Jobs.Length + 4]);
        return text.Append(lines).ToString();
    }

    private static void AppendChain(StringBuilder lines, PerCellParameters perCell, uint trial, XorShift random, CellConstants constants)
    {
        var whole = new ReferenceJob(ChainFeatures, ChainCells, ChainTransient, ChainSteps + ChainMore, 1)
        {
            NoiseX = perCell.NoiseX,
            NoiseY = perCell.NoiseY,
            First = 0,
        };
        var first = whole with { Steps = ChainSteps };
        var second = whole with { Transient = 0, Steps = ChainMore, First = (ChainTransient + ChainSteps) % StepsOfMove };
        var cells = Cells(perCell, ChainCells, trial, random);
        var atOnce = Append(lines, whole, [.. cells], [], constants);
        Append(lines, first, cells, [], constants); // the cells are then as they are after it
        var inTwo = Append(lines, second, cells, [], constants);
        var tail = ChainCells * (constants.YBytes + constants.Format.XBytes + 4); // the last ends and the registers
        if (!atOnce.AsSpan(^tail..).SequenceEqual(inTwo.AsSpan(^tail..)))
        {
            throw new InvalidOperationException("Cells that run on end elsewhere than those of one job.");
        }
    }

    private static byte[] Append(StringBuilder lines, ReferenceJob job, ReferenceCell[] cells, short[] readout, CellConstants constants)
    {
        var request = job.Request(cells, constants);
        var reply = job.Reply(cells, readout, constants, out var saturated);
        JobVectors.AppendLine(lines, [request.Length, readout.Length, saturated, reply.Length]);
        JobVectors.AppendLine(lines, request.Select(value => (int)value));
        JobVectors.AppendLine(lines, readout.Select(word => (int)word));
        JobVectors.AppendLine(lines, reply.Select(value => (int)value));
        return reply;
    }

    private static ReferenceCell[] Cells(PerCellParameters perCell, int count, uint trial, XorShift random) =>
    [
        .. Enumerable.Range(0, count).Select(cell => new ReferenceCell(
            perCell.InputWord(cell, random.Next(-1000, 1000) / 1000.0, trial, out _),
            perCell.Cells[cell].EpsGain, perCell.Cells[cell].Start, perCell.Generator(cell, trial))),
    ];

    private static ReferenceCell[] Ideal(CellConstants constants, int count, XorShift random) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new ReferenceCell(
            random.Next(-constants.LargestInputWord, constants.LargestInputWord), constants.EpsGain, constants.InitialState, new NoiseGenerator(1))),
    ];

    // The ends of the registers' ranges: every C, X up to its bounds, Y of a stuck cell anywhere, that of others within 1, where |X - X³ - Y| is under 2.
    private static ReferenceCell[] Corners(CellConstants constants, int count, XorShift random)
    {
        var (format, one) = (constants.Format, 1 << constants.Format.Fraction);
        int[] gains = [0, 1, 32767, 32768, 65535];
        return [.. Enumerable.Range(0, count).Select(cell =>
        {
            var C = gains[cell % gains.Length];
            var X = cell % 3 == 0 ? random.Next(-1, 1) * format.XMax : random.Next(-format.XMax, format.XMax);
            var most = C == 0 ? (1 << (8 * constants.YBytes - 1 - format.LowBits)) - 1 : one - 1;
            var Yh = cell % 4 == 0 ? random.Next(0, 1) == 0 ? -most - 1 : most : random.Next(-most, most);
            var state = new CellState(X, Yh, random.Next(0, (1 << format.LowBits) - 1));
            var S = C == 0 ? -X << format.CurrentExtraBits : random.Next(-constants.LargestInputWord, constants.LargestInputWord);
            return new ReferenceCell(S, C, state, new NoiseGenerator((uint)random.Next(1, int.MaxValue)));
        })];
    }
}
