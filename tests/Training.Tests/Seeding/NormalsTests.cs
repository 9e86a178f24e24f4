using FhnHw.Training.Seeding;
using MathNet.Numerics.Statistics;

namespace FhnHw.Training.Tests.Seeding;

public class NormalsTests
{
    [Fact]
    public void They_have_the_moments_and_the_tails_of_the_normal_law()
    {
        var values = Draw(1, 400_000).Select(value => (double)value).ToArray();
        Assert.Equal(0, values.Mean(), 0.005);
        Assert.Equal(1, values.StandardDeviation(), 0.005);
        Assert.Equal(0, values.Skewness(), 0.02);
        Assert.Equal(0, values.Kurtosis(), 0.04); // excess
        Assert.Equal(0.0455, values.Count(value => Math.Abs(value) > 2) / 400_000.0, 0.0015);
        Assert.Equal(0.0027, values.Count(value => Math.Abs(value) > 3) / 400_000.0, 0.0004);
    }

    [Fact]
    public void Neighbours_in_a_row_and_numbers_of_neighbouring_keys_are_uncorrelated()
    {
        double[] row = [.. Draw(2, 100_000).Select(value => (double)value)], next = [.. Draw(3, 100_000).Select(value => (double)value)];
        Assert.Equal(0, Correlation.Pearson(row[1..], row[..^1]), 0.015);
        Assert.Equal(0, Correlation.Pearson(row[256..], row[..^256]), 0.015);
        Assert.Equal(0, Correlation.Pearson(row, next), 0.015);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(511)]
    [InlineData(513)]
    public void Equal_keys_give_equal_numbers_and_all_are_finite(int count)
    {
        Assert.Equal(Draw(5, count), Draw(5, count));
        Assert.All(Draw(5, count), value => Assert.InRange(value, -6, 6));
        Assert.NotEqual(Draw(5, count), Draw(6, count));
    }

    [Fact]
    public void A_key_depends_on_seed_purpose_and_each_part_in_its_place()
    {
        ulong[] keys =
        [
            Normals.Key(1, SeedPurpose.HiddenNoise, 0, 1), Normals.Key(2, SeedPurpose.HiddenNoise, 0, 1), Normals.Key(1, SeedPurpose.TestNoise, 0, 1),
            Normals.Key(1, SeedPurpose.HiddenNoise, 1, 0), Normals.Key(1, SeedPurpose.HiddenNoise, 1, 1), Normals.Key(1, SeedPurpose.HiddenNoise, 0),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    private static float[] Draw(int layer, int count)
    {
        var values = new float[count];
        Normals.Fill(Normals.Key(7, SeedPurpose.HiddenNoise, layer), values);
        return values;
    }
}
