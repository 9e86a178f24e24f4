using FhnHw.Host.Experiments.Growth;

namespace FhnHw.Host.Tests.Experiments.Growth;

public class GrowthCurveTests
{
    [Fact]
    public void A_time_in_proportion_has_slope_1_from_the_first_size_on()
    {
        var curve = Of(size => 2e-6 * size);
        Assert.Equal((1, 1), (Math.Round(curve.Slope, 9), Math.Round(curve.LastSlope, 9)));
        Assert.Equal(10, curve.LinearFrom);
    }

    [Fact]
    public void A_fixed_cost_lowers_the_slope_and_shows_in_where_the_proportion_begins()
    {
        var curve = Of(size => 1e-3 + (2e-6 * size)); // as much as 500 of the size
        Assert.InRange(curve.Slope, 0.1, 0.8);
        Assert.InRange(curve.LinearFrom!.Value, 1000, 10_000);
    }

    [Fact]
    public void A_square_is_nowhere_in_proportion()
    {
        var curve = Of(size => 1e-9 * size * size);
        Assert.Equal(2, curve.Slope, 9);
        Assert.Null(curve.LinearFrom);
    }

    [Fact]
    public void A_jump_ends_the_proportion() => Assert.Equal(1000, Of(size => (size < 1000 ? 1e-6 : 2e-6) * size).LinearFrom);

    [Fact]
    public void Sizes_go_by_1_2_and_5() =>
        Assert.Equal([60, 120, 300, 600, 1200, 3000, 6000], GrowthRun.Sizes(60, 6000, 6));

    private static GrowthCurve Of(Func<double, double> seconds) => new("cells", "Some work", [.. GrowthRun.Sizes(10, 100_000).Select(
        size => new GrowthPoint(size, seconds(size), seconds(size), seconds(size)))]);
}
