using FhnHw.Host.Experiments.Paper;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.Cpu;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Experiments.Paper;

public class CellExperimentsTests
{
    [Fact]
    public void Y_is_rebuilt_to_the_bit_from_the_trace_of_a_fixed_point_array()
    {
        var orbits = PhasePlane.Run(Bench(settings => new CpuArray(settings)));
        Assert.All(orbits, orbit => Assert.True(orbit.Balanced));
        Assert.All(orbits, orbit => Assert.Equal(Math.Abs(orbit.Current) < 1, orbit.Spikes));
    }

    [Fact]
    public void Y_of_a_floating_point_array_follows_the_fixed_one_for_a_period()
    {
        var real = PhasePlane.Run(Bench(settings => new FloatArray(settings)));
        var whole = PhasePlane.Run(Bench(settings => new CpuArray(settings)));
        Assert.All(real.Zip(whole), pair => Assert.Equal(pair.Second.Spikes, pair.First.Spikes));
        Assert.All(real, orbit => Assert.InRange(orbit.Y.Max(Math.Abs), 0.3, 1));
        Assert.All(real.Zip(whole), pair => Assert.Equal(pair.Second.Y.Max(), pair.First.Y.Max(), 0.05));
    }

    [Fact]
    public void The_mean_of_x_is_minus_the_drive_whether_the_cell_spikes_or_rests()
    {
        var response = DriveResponse.Run(Bench(settings => new CpuArray(settings)));
        Assert.InRange(response.LargestError, 0, 0.02);
        Assert.Equal(161, response.Drive.Length);
    }

    private static PaperContext Bench(Func<ArraySettings, ICellArray> create) =>
        new(create, create, BuiltInDigits.Generate(10, 10), PaperPlan.Short(1), default);
}
