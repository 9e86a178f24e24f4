using FhnHw.Host.Experiments.Benchmark;

namespace FhnHw.Host.Tests.Experiments.Benchmark;

public class BenchRowTests
{
    [Fact]
    public void The_speed_is_that_of_the_median_call()
    {
        var row = BenchRow.Of("cpu", "lanes", "mean", 1000, 500, [0.4, 0.1, 0.25]);
        Assert.Equal(1000 * 500 / 0.25, row.NeuronStepsPerSecond);
        Assert.Equal((0.25, 0.1, 0.4, 3), (row.MedianSeconds, row.FastestSeconds, row.SlowestSeconds, row.Repeats));
    }
}
