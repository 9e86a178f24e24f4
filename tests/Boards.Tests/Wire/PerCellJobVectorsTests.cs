using FhnHw.Boards.Arrays;
using FhnHw.Boards.Conformance;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Wire;

/// <summary>Requests and expected replies of cells with per-cell parameters, against the golden vectors that the Verilog array is tested with.</summary>
public class PerCellJobVectorsTests
{
    [Theory]
    [InlineData("lab", 16, 8, 0)]
    [InlineData("harsh", 16, 8, 0)]
    [InlineData("harsh", 8, 8, 6)]
    public void Every_job_is_the_request_of_its_vector_and_has_its_reply(string preset, int wordBits, int dtExponent, int extraBits)
    {
        var lines = File.ReadAllLines(Path.Combine(Checkout.Root, "tests", "vectors", $"jobs-per-cell-{preset}-w{wordBits}-k{dtExponent}-e{extraBits}.csv"));
        var constants = new CellConstants(new CellFormat(wordBits, dtExponent, extraBits), new CellParameters());
        var board = LinkPlan.Expected(constants, 1, 1, 1);
        var jobs = int.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(jobs > 10);
        for (var n = 0; n < jobs; n++)
        {
            var rows = lines[(2 + (4 * n))..];
            var (fields, request, readout, reply) = (Numbers(rows[0]), Bytes(rows[1]), Numbers(rows[2]), Bytes(rows[3]));
            var job = JobOf(request, board);
            Assert.Equal(request, job.ToPayload(board));
            Assert.Equal(fields[0], JobRequest.FrameBytes(job.Cells, board, job.Features) - Protocol.LeastFrameBytes);
            Assert.Equal(fields[3], new ReplyLayout(job, board.XBytes, board.YBytes).Bytes);
            var expected = new NormativeReply(job, board, constants);
            Assert.Equal(reply, expected.ToBytes([.. readout.Select(word => unchecked((short)word))]));
            Assert.Equal(fields[2], expected.Saturated);
        }
    }

    private static JobRequest JobOf(byte[] request, Greeting board)
    {
        var features = (ushort)Whole(0, 2);
        var perCellWords = (features & Protocol.PerCellFeature) != 0;
        var (at, cells) = (Protocol.JobHeadBytes + PerCellFields.HeadBytes(features), new CellRegisters[Whole(2, 2)]);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var S = (int)Take(board.SBytes);
            cells[cell] = perCellWords
                ? PerCellOf(S, (int)(Take(2) & 0xFFFF), (int)Take(board.XBytes), Take(board.YBytes), (uint)(Take(4) & 0xFFFFFFFF))
                : default(CellRegisters) with { S = S };
        }

        Assert.Equal(request.Length, at);
        return new JobRequest(
            features, [.. cells.Select(cell => cell.S)], Whole(4, 4), Whole(8, 4), Whole(12, 4), Whole(16, 2), request[18],
            perCellWords ? new PerCellFields(Whole(19, 2), Whole(21, 2), request[23], cells) : null);

        long Take(int bytes) => Words.Read(request.AsSpan((at += bytes) - bytes, bytes));

        int Whole(int offset, int bytes) => (int)Words.Read([.. request.AsSpan(offset, bytes), 0]);

        CellRegisters PerCellOf(int S, int C, int X, long Y, uint noise)
        {
            var low = board.DtExponent + board.ExtraBits;
            var state = new CellState(X, (int)(Y >> low), (int)(Y & ((1L << low) - 1)));
            return new CellRegisters(S, C, state, 0, 0, new NoiseGenerator((ushort)(noise & 0xFFFF), (ushort)(noise >> 16)));
        }
    }

    private static byte[] Bytes(string line) => [.. Numbers(line).Select(value => (byte)value)];

    private static int[] Numbers(string line) => line.Length == 0
        ? []
        : [.. line.Split(',').Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
}
