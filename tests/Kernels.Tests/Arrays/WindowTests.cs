using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.Arrays;

public class WindowTests
{
    [Theory]
    [InlineData(10, 1, 10)]
    [InlineData(10, 3, 4)]
    [InlineData(10, 5, 2)]
    [InlineData(10, 100, 1)]
    public void Samples_are_the_steps_over_the_stride_rounded_up(int steps, int stride, int samples) =>
        Assert.Equal(samples, new Window(5, steps, stride).Samples);

    [Fact]
    public void The_format_converts_time_to_steps()
    {
        var window = Window.OfTime(new CellFormat(dtExponent: 8));
        Assert.Equal((51200, 25600, 16, 76800), (window.TransientSteps, window.Steps, window.Stride, window.TotalSteps));
    }

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(0, Window.MaxSteps + 1, 1)]
    public void A_window_outside_its_range_is_refused(int transient, int steps, int stride) =>
        Assert.Throws<InvalidSettingException>(() => new Window(transient, steps, stride));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, 1e9)]
    public void A_time_outside_its_range_is_refused(double transient, double record) =>
        Assert.Throws<InvalidSettingException>(() => Window.OfTime(new CellFormat(), transient, record, 1));
}
