using FhnHw.Host.Experiments.Compare;

namespace FhnHw.Host.Tests.Experiments.Compare;

public class PhaseAlignmentTests
{
    private static readonly double[] Sine = PhaseAlignment.MeanCycle(new SpikeTrain(SpikeTrainTests.Wave(2, 0), 0.01));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 1.3)]
    [InlineData(3.7, 2.2)]
    public void Period_and_phase_do_not_count(double period, double phase) =>
        Assert.Equal(0, PhaseAlignment.Error(new SpikeTrain(SpikeTrainTests.Wave(period, phase), 0.01), Sine), 1e-2);

    [Fact]
    public void Another_height_counts_in_full()
    {
        double[] higher = [.. SpikeTrainTests.Wave(2, 0).Select(x => 1.5 * x)];
        Assert.Equal(1 / Math.Sqrt(2), PhaseAlignment.Error(new SpikeTrain(higher, 0.01), Sine), 1e-2);
    }

    [Fact]
    public void A_shape_that_begins_elsewhere_in_its_cycle_is_shifted_into_place()
    {
        double[] square = [.. Enumerable.Range(0, 4000).Select(n => n % 200 < 60 ? 2.0 : -2.0)];
        var perCellWords = PhaseAlignment.MeanCycle(new SpikeTrain(square, 0.01));
        var rotated = perCellWords[100..].Concat(perCellWords[..100]).ToArray();
        Assert.Equal(0, PhaseAlignment.Error(new SpikeTrain(square, 0.01), rotated), 0.05);
    }

    [Fact]
    public void Cycles_that_differ_from_each_other_show_though_their_mean_is_right()
    {
        double[] uneven = [.. SpikeTrainTests.Wave(2, 0).Select((x, n) => n / 200 % 2 == 0 ? 1.25 * x : 0.75 * x)];
        Assert.Equal(0.25 * Math.Sqrt(2), PhaseAlignment.Error(new SpikeTrain(uneven, 0.01), Sine), 2e-2);
    }
}
