using System.Globalization;
using System.Numerics;
using FhnHw.Generate;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

/// <summary>The committed vectors equal those that the step gives, and the oracle agrees with every row.</summary>
public class StepVectorsTests
{
    public static TheoryData<string> Paths => [.. StepVectors.Files().Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_committed_vectors_are_those_that_are_generated(string path)
    {
        var file = StepVectors.Files().Single(file => file.Path == path);
        Assert.False(file.IsStale(Checkout.Root), $"{path} is stale; run 'dotnet run --project tools/Generate'.");
        Assert.InRange(file.Text.Length, 1, 100_000);
    }

    [Fact]
    public void No_vectors_are_committed_that_nothing_generates() => Assert.Equal(
        StepVectors.Files().Select(file => Path.GetFileName(file.Path)).Order(),
        Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "vectors"), "step-*").Select(Path.GetFileName).Order());

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_committed_row_is_what_the_oracle_computes(string path)
    {
        var lines = File.ReadAllLines(Path.Combine(Checkout.Root, path));
        Assert.StartsWith("# W,F,P,U,k,e,C,", lines[0], StringComparison.Ordinal);
        var header = Integers(lines[1]);
        var (low, rows) = (header[4] + header[5], lines[2..].Select(Integers).ToList());
        Assert.Equal(header[^1], rows.Count);
        var oracle = new BigIntegerOracle(header[0], header[4], header[5], header[6]);
        foreach (var row in rows)
        {
            var (X, Y) = oracle.Advance(row[1], ((BigInteger)row[2] << low) + row[3], row[0]);
            Assert.Equal((row[4], ((BigInteger)row[5] << low) + row[6], row[7] == 1), (X, Y, oracle.Clamped));
        }
    }

    [Fact]
    public void A_file_that_is_missing_or_changed_is_stale()
    {
        var root = Directory.CreateTempSubdirectory("fhnhw-generate").FullName;
        var file = new GeneratedFile("a/b.csv", "1,2\n");
        Assert.True(file.IsStale(root));
        file.Write(root);
        Assert.False(file.IsStale(root));
        File.WriteAllText(Path.Combine(root, "a", "b.csv"), "1,2\r\n");
        Assert.False(file.IsStale(root));
        File.AppendAllText(Path.Combine(root, "a", "b.csv"), "3");
        Assert.True(file.IsStale(root));
        Directory.Delete(root, recursive: true);
    }

    private static int[] Integers(string line) =>
        [.. line.Split(',').Select(value => int.Parse(value, CultureInfo.InvariantCulture))];
}
