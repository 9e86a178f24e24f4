using FhnHw.Host.Experiments.Peers;

namespace FhnHw.Host.Tests.Experiments.Peers;

public class WorkChecksTests
{
    private static readonly WorkChecks Own = new(0.5, 2.5, "0123456789abcdef", 92);

    [Fact]
    public void Floating_point_may_differ_a_little_and_has_no_ends() =>
        Assert.Null(new WorkChecks(0.51, 2.55, null, 90.5).Difference(Own, 65_536, exact: false));

    [Theory]
    [InlineData(0.55, 2.5, 92.0, "mean of |x|")]
    [InlineData(0.5, 0.25, 92.0, "mean of x²")]
    [InlineData(0.5, 2.5, 80.0, "training accuracy")]
    [InlineData(double.NaN, 2.5, 92.0, "mean of |x|")]
    [InlineData(null, 2.5, 92.0, "mean of |x|")]
    public void Other_work_is_seen(double? meanAbs, double? meanSquare, double? accuracy, string name) =>
        Assert.Contains(name, new WorkChecks(meanAbs, meanSquare, null, accuracy).Difference(Own, 65_536, exact: false));

    [Fact]
    public void Few_samples_leave_more_to_chance()
    {
        var few = new WorkChecks(0.5, 2.7, null, 92);
        Assert.NotNull(few.Difference(Own, 65_536, exact: false));
        Assert.Null(few.Difference(Own, 128, exact: false));
    }

    [Fact]
    public void Where_bits_are_promised_they_are_compared()
    {
        Assert.Null(Own.Difference(Own, 65_536, exact: true));
        Assert.Contains("other bits", (Own with { Ends = "0123456789abcdee" }).Difference(Own, 65_536, exact: true));
        Assert.Contains("other bits", (Own with { Ends = null }).Difference(Own, 65_536, exact: true));
    }

    [Fact]
    public void What_a_kind_of_work_does_not_have_is_not_compared() =>
        Assert.Null(new WorkChecks(TrainAccuracy: 91).Difference(new WorkChecks(TrainAccuracy: 92), 1, exact: false));
}
