using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.Cpu;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

/// <summary>The integer cell behaves as the real-valued one.</summary>
public class SpikingTests
{
    private static ArraySettings Settings(CellFormat format, params double[] currents) => new(
        format, new CellParameters(), CurrentCodes.Of(currents), Window.OfTime(format, 50, 100, 1));

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-0.6)]
    [InlineData(0.9)]
    public void At_the_default_format_the_period_is_that_of_Runge_Kutta_to_2_percent(double current)
    {
        var settings = Settings(new CellFormat(), current);
        using var fixedPoint = new CpuArray(settings);
        using var real = new FloatArray(settings);
        Assert.InRange(Period(fixedPoint) / Period(real), 0.98, 1.02);
    }

    [Fact]
    public void The_period_at_no_current_is_near_1_9_time_units()
    {
        using var array = new CpuArray(Settings(new CellFormat(), 0));
        Assert.InRange(Period(array), 1.85, 1.97);
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(8, 6)]
    [InlineData(6, 6)]
    [InlineData(4, 6)]
    [InlineData(3, 6)]
    public void The_mean_is_minus_the_current_to_the_windows_ends(int wordBits, int extraBits)
    {
        var format = new CellFormat(wordBits, 8, extraBits);
        double[] currents = [-0.93, -0.5, -0.111, 0, 0.2, 0.777, 1];
        var settings = Settings(format, currents);
        using var array = new CpuArray(settings);
        var means = array.Run(new(settings.Codes.AllCodes(), Features.Mean)).MeanX!;

        // Y moves by at most twice its bound over the window, and S is off by half an LSB.
        var ends = 2 * settings.Constants.YBound(settings.Constants.InputWord(1)) * Math.Sqrt(3) / 100;
        var half = Math.Sqrt(3) / (2 << format.CurrentFraction);
        for (var n = 0; n < currents.Length; n++)
        {
            Assert.InRange(means[n] + currents[n], -ends - half, ends + half);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(3)]
    public void A_narrow_cell_still_spikes(int wordBits)
    {
        var settings = Settings(new CellFormat(wordBits, 8, 6), 0.1);
        using var array = new CpuArray(settings);
        Assert.InRange(Period(array), 1, 10);
        Assert.Equal(0, array.Run(new([0], Features.None)).SaturatedRuns);
    }

    [Fact]
    public void Beyond_the_threshold_the_cell_rests_at_minus_the_current()
    {
        var settings = Settings(new CellFormat(), 1.2, -1.2);
        using var array = new CpuArray(settings);
        var trace = array.Run(new([0, 1], Features.Trace)).Trace!;
        Assert.Equal(-1.2, trace[trace.Samples - 1, 0], 0.01);
        Assert.Equal(1.2, trace[trace.Samples - 1, 1], 0.01);
    }

    // Mean time between upward crossings of x = 0.
    private static double Period(ICellArray array)
    {
        var trace = array.Run(new([0], Features.Trace)).Trace!;
        var crossings = Enumerable.Range(1, trace.Samples - 1).Where(m => trace[m - 1, 0] < 0 && trace[m, 0] >= 0).ToArray();
        return (crossings[^1] - crossings[0]) * array.Settings.Format.Dt / (crossings.Length - 1);
    }
}
