using FhnHw.Host.Experiments.Compare;

namespace FhnHw.Host.Tests.Experiments.Compare;

public class SpikeTrainTests
{
    private const double Dt = 0.01;

    [Theory]
    [InlineData(1.7)]
    [InlineData(0.333)]
    public void The_period_of_a_sine_is_found(double period)
    {
        var train = new SpikeTrain(Wave(period, 0), Dt);
        Assert.Equal(period, train.Period, 1e-4);
        Assert.Equal(0, train.Jitter, 1e-3);
        Assert.InRange(train.Duty, 49, 51);
    }

    [Fact]
    public void The_duty_is_the_share_of_time_above_zero()
    {
        double[] x = [.. Enumerable.Range(0, 4000).Select(n => n % 100 < 30 ? 2.0 : -2.0)];
        Assert.Equal(30, new SpikeTrain(x, Dt).Duty, 0.5);
        Assert.Equal(1, new SpikeTrain(x, Dt).Period, 1e-9);
    }

    [Fact]
    public void A_word_that_trembles_around_zero_makes_one_spike()
    {
        double[] cycle = [-2, -2, -0.4, 0.1, -0.1, 0.2, -0.3, 0.3, 2, 2, 0.3, -0.2, 0.1, -2];
        double[] x = [.. Enumerable.Repeat(cycle, 10).SelectMany(values => values)];
        var train = new SpikeTrain(x, 1);
        Assert.Equal(10, train.Moments.Length);
        Assert.Equal(14, train.Period, 1e-9);
        Assert.Equal(6.5, train.Moments[0], 1e-9);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(-2)]
    public void A_cell_that_rests_has_no_period(double code)
    {
        var train = new SpikeTrain([.. Enumerable.Repeat(code, 1000)], Dt);
        Assert.False(train.Spikes);
        Assert.True(double.IsNaN(train.Period) && double.IsNaN(train.Duty) && double.IsNaN(train.Jitter));
    }

    [Fact]
    public void Unequal_cycles_show_as_jitter()
    {
        double[] x = [.. Enumerable.Range(0, 20).SelectMany(
            cycle => Enumerable.Range(0, cycle % 2 == 0 ? 90 : 110).Select(n => n < 40 ? 2.0 : -2.0))];
        Assert.Equal(0.1, new SpikeTrain(x, Dt).Jitter, 0.01);
    }

    internal static double[] Wave(double period, double phase, int length = 4000) =>
        [.. Enumerable.Range(0, length).Select(n => 2 * Math.Sin((2 * Math.PI * n * Dt / period) + phase))];
}
