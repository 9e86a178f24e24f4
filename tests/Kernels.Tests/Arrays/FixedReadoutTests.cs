using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Samples;
using FhnHw.Tests;
using FsCheck.Xunit;

namespace FhnHw.Kernels.Tests.Arrays;

public class FixedReadoutTests
{
    [Fact]
    public void The_linear_table_is_X_itself()
    {
        var readout = FixedReadout.TableOf(Nonlinearity.Linear, new CellFormat(6));
        Assert.Equal(Enumerable.Range(-24, 49).Select(X => (short)X), readout.Table);
        Assert.Equal(new CellFormat(6).XUnit, readout.Unit);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(5)]
    public void The_sigmoid_table_is_the_sigmoid_of_x_to_half_an_LSB_and_never_falls(int wordBits)
    {
        var format = new CellFormat(wordBits);
        var readout = FixedReadout.TableOf(Nonlinearity.Sigmoid, format);
        for (var X = -format.XMax; X <= format.XMax; X++)
        {
            var exact = 1 / (1 + Math.Exp(-X * Math.Sqrt(3) / (1 << format.Fraction)));
            Assert.InRange(Math.Abs((readout.Table[X + format.XMax] * readout.Unit) - exact) * 16384, 0, 0.5001);
        }

        Assert.Equal(readout.Table, readout.Table.Order());
    }

    [Property]
    public void No_sum_of_outputs_leaves_31_bits_and_no_weight_16(int seed, bool sigmoid)
    {
        var random = new Random(seed);
        var (cells, classes) = (random.Next(1, 120), random.Next(1, 20));
        var size = (float)Math.Pow(10, random.Next(-6, 7));
        var format = new CellFormat(random.Next(3, 17));
        var readout = RandomReadouts.Draw(random, cells, classes, size, sigmoid ? Nonlinearity.Sigmoid : Nonlinearity.Linear);
        var words = FixedReadout.Of(readout, format);
        var largest = words.Table.Max(g => Math.Abs((long)g));
        for (var c = 0; c < classes; c++)
        {
            var sum = Math.Abs((long)words.Bias[c]);
            for (var cell = 0; cell < cells; cell++)
            {
                sum += Math.Abs((long)words.Weights[(cell * classes) + c]) * largest;
                Assert.Equal(readout.Weights[(cell * classes) + c], words.Weights[(cell * classes) + c] / words.Scale, 0.5001 / words.Scale);
            }

            Assert.InRange(sum, 0, int.MaxValue);
        }
    }

    [Fact]
    public void The_scale_is_a_power_of_two_and_uses_the_weights_bits()
    {
        var words = FixedReadout.Of(new Readout(Nonlinearity.Linear, [0.7f, -0.3f], [0, 0]), new CellFormat());
        Assert.Equal(Math.Floor(Math.Log2(words.Scale)), Math.Log2(words.Scale));
        Assert.InRange(words.Weights.Max(w => Math.Abs((int)w)), 16384, 32767);
    }

    [Fact]
    public void All_zero_weights_are_accepted()
    {
        var words = FixedReadout.Of(new Readout(Nonlinearity.Sigmoid, new float[20], new float[10]), new CellFormat());
        Assert.All(words.Weights, weight => Assert.Equal(0, weight));
        Assert.Equal((10, 2), (words.Classes, words.Cells));
    }
}
