using FhnHw.Boards.Arrays;
using FhnHw.Boards.Conformance;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Wire;

/// <summary>The replies that conformance expects, against the golden vectors that the Verilog array is tested with.</summary>
public class JobVectorsTests
{
    [Theory]
    [InlineData(16, 8, 0)]
    [InlineData(16, 6, 0)]
    [InlineData(8, 8, 6)]
    [InlineData(4, 8, 6)]
    public void Every_job_has_the_reply_of_its_vector(int wordBits, int dtExponent, int extraBits)
    {
        var lines = File.ReadAllLines(Path.Combine(Checkout.Root, "tests", "vectors", $"job-w{wordBits}-k{dtExponent}-e{extraBits}.csv"));
        var constants = new CellConstants(new CellFormat(wordBits, dtExponent, extraBits), new CellParameters(dtExponent == 6 ? 0.005 : 0.01));
        var board = LinkPlan.Expected(constants, 1, 1, 1);
        var jobs = int.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture);
        for (var n = 0; n < jobs; n++)
        {
            var (fields, inputWords, readout, reply) = (
                Numbers(lines[2 + (4 * n)]), Numbers(lines[3 + (4 * n)]),
                Numbers(lines[4 + (4 * n)]), Numbers(lines[5 + (4 * n)]));
            var job = new JobRequest((ushort)fields[0], [.. inputWords], fields[2], fields[3], fields[4], fields[5], fields[6]);
            var expected = new NormativeReply(job, board, constants);
            Assert.Equal(fields[1], job.Cells);
            Assert.Equal(fields[9], new ReplyLayout(job, board.XBytes, board.YBytes).Bytes);
            Assert.Equal(reply.Select(value => (byte)value), expected.ToBytes([.. readout.Select(word => unchecked((short)word))]));
            Assert.Equal(fields[8], expected.Saturated);
        }
    }

    private static int[] Numbers(string line) => line.Length == 0
        ? []
        : [.. line.Split(',').Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
}
