using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Cpu;

public class NearestArrayTests : ArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new NearestArray(settings);

    [Theory]
    [InlineData(16, 8, 0)]
    [InlineData(8, 8, 6)]
    [InlineData(4, 7, 4)]
    [InlineData(3, 10, 8)]
    public void Every_step_rounds_each_product_and_Y_to_the_nearest_value(int wordBits, int dtExponent, int extraBits)
    {
        var format = new CellFormat(wordBits, dtExponent, extraBits);
        var constants = new CellConstants(format, new CellParameters());
        var state = constants.InitialState;
        var inputWord = constants.InputWord(-0.37);
        for (var n = 0; n < 5000; n++)
        {
            var next = NearestStep.Advance(state, inputWord, constants, out var clamped);
            var q = Nearest(state.X * (double)state.X, format.ProductShift);
            var r = Nearest(q * state.X, format.ProductShift) * (1 << format.CubeShift);
            var f = state.X - r - Nearest(state.Y(format), format.LowBits);
            var free = state.X + Nearest(f * constants.EpsGain, 16);
            Assert.Equal(Math.Clamp(free, -format.XMax, format.XMax), next.X);
            Assert.Equal(free != next.X, clamped);
            Assert.Equal(state.Y(format) + ((long)state.X << extraBits) + inputWord, next.Y(format));
            state = next;
        }
    }

    [Fact]
    public void The_mean_is_exact_as_with_floors()
    {
        var settings = Settings(transient: 300, steps: 800, stride: 1, format: new CellFormat(4, 8, 6));
        using var array = Create(settings);
        var response = array.Run(new(Runs(20), Features.Trace | Features.Mean));
        for (var run = 0; run < 20; run++)
        {
            var sum = Enumerable.Range(0, 800).Sum(n => response.Trace![n, run]);
            Assert.Equal(sum / 800, response.MeanX![run], 1e-9);
        }
    }

    [Fact]
    public void It_is_told_apart_from_the_normative_array()
    {
        using var array = Create(Settings());
        Assert.Equal(("nearest", "none"), (array.Describe().Name, array.Describe().ConstantsHash));
    }

    // Halves upwards; the values fit a double without loss.
    private static double Nearest(double value, int shift) => Math.Floor((value / Math.Pow(2, shift)) + 0.5);
}
