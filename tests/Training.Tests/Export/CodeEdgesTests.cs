using FhnHw.Kernels.Cells;
using FhnHw.Training.Export;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Tests.Export;

public class CodeEdgesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    public void The_code_of_a_sum_is_the_one_whose_edges_it_lies_between(int bits)
    {
        var codes = CurrentCodes.OfBits(bits);
        var edges = CodeEdges.Of(codes);
        var sums = edges[1..^1].SelectMany(Near).Concat(Enumerable.Range(-1000, 2001).Select(step => step / 100f)).ToArray();
        var coded = new ushort[sums.Length];
        CurrentEncoder.Of(sums, codes, new float[sums.Length], coded);

        Assert.Equal(codes.Count + 1, edges.Length);
        Assert.All(sums.Zip(coded), pair => Assert.True(pair.First >= edges[pair.Second] && pair.First < edges[pair.Second + 1]));
    }

    // The ten floating-point numbers on each side.
    private static IEnumerable<float> Near(float edge)
    {
        var (below, above) = (edge, edge);
        yield return edge;
        for (var step = 0; step < 10; step++)
        {
            yield return below = MathF.BitDecrement(below);
            yield return above = MathF.BitIncrement(above);
        }
    }
}
