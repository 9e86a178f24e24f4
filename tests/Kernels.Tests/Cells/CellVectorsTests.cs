using System.Globalization;
using System.Numerics;
using FhnHw.Generate;
using FhnHw.Kernels.Tests.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Cells;

/// <summary>The committed vectors of imperfect cells equal those that are generated, and the oracle agrees with every step.</summary>
public class CellVectorsTests
{
    public static TheoryData<string> Paths => [.. CellVectors.Files().Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_committed_vectors_are_those_that_are_generated(string path) => Assert.False(
        CellVectors.Files().Single(file => file.Path == path).IsStale(Checkout.Root), $"{path} is stale; run 'dotnet run --project tools/Generate'.");

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_committed_step_is_what_the_oracle_computes(string path)
    {
        var rows = File.ReadAllLines(Path.Combine(Checkout.Root, path)).Skip(1).Select(Integers).ToArray();
        var (wordBits, k, e, cells, steps) = (rows[0][0], rows[0][1], rows[0][2], rows[0][5], rows[0][7]);
        Assert.Equal(1 + cells + (cells * steps), rows.Length);
        for (var cell = 0; cell < cells; cell++)
        {
            var words = rows[1 + cell];
            var oracle = new BigIntegerOracle(wordBits, k, e, words[0]);
            var (X, Y) = ((BigInteger)words[1], ((BigInteger)words[2] << (k + e)) + words[3]);
            foreach (var row in rows.Skip(1 + cells + (cell * steps)).Take(steps))
            {
                Assert.Equal((words[4], words[5]), (Math.Abs(row[0]), Math.Abs(row[1])));
                (X, Y) = oracle.Advance(X, Y, words[7], row[0], row[1]);
                Assert.Equal((row[2], ((BigInteger)row[3] << (k + e)) + row[4]), (X, Y));
            }
        }
    }

    private static int[] Integers(string line) => [.. line.Split(',').Select(value => int.Parse(value, CultureInfo.InvariantCulture))];
}
