using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.Cells;

public class AdcTests
{
    public static TheoryData<int, double, int> Adcs => new()
    {
        { 1, 2.5, 16 }, { 4, 2.5, 16 }, { 6, 2, 16 }, { 10, 2.5, 16 }, { 12, 2.5, 16 }, { 16, 2.5, 16 }, { 8, 1, 16 }, { 6, 2.5, 8 }, { 3, 2.5, 6 },
    };

    [Theory]
    [MemberData(nameof(Adcs))]
    public void The_integers_read_what_the_real_ADC_reads_to_an_LSB_and_never_fall(int bits, double range, int wordBits)
    {
        var format = new CellFormat(wordBits);
        var adc = Adc.Of(new Imperfections { AdcBits = bits, AdcRange = range }, format)!;
        var step = range / (1 << (bits - 1));
        var last = int.MinValue;
        for (var X = -format.XMax; X <= format.XMax; X++)
        {
            var read = adc.Read(X);
            Assert.True(read >= last, $"falls at {X}");
            last = read;

            // At a step's edge the rounded factor may take the next code.
            var real = new[] { -0.5, 0, 0.5 }
                .Select(near => Math.Clamp(adc.Read((X + near) * format.XUnit), -format.XMax * format.XUnit, format.XMax * format.XUnit));
            Assert.Contains(real, value => Math.Abs(value - (read * format.XUnit)) <= 1.5 * format.XUnit);
            Assert.True(Math.Abs(X * format.XUnit) > range || Math.Abs(adc.Read(X * format.XUnit) - (X * format.XUnit)) <= (step / 2) + 1e-12);
        }
    }

    [Fact]
    public void One_bit_tells_the_sign()
    {
        var adc = Adc.Of(new Imperfections { AdcBits = 1, AdcRange = 2 }, new CellFormat())!;
        Assert.Equal((9459, 9459, -9460), (adc.Read(0), adc.Read(20_480), adc.Read(-1))); // ±1/√3 · 2^14, floored
    }

    [Fact]
    public void A_comparator_tells_one_from_minus_one_at_its_threshold()
    {
        var adc = Adc.Of(new Imperfections { Comparator = 0.5 }, new CellFormat())!;
        Assert.Equal((4730, 9459), (adc.Threshold, adc.One));
        Assert.Equal((9459, -9459), (adc.Read(4730), adc.Read(4729)));
        Assert.Equal((1, -1), (adc.Read(0.5), adc.Read(0.49)));
    }

    [Fact]
    public void Ideal_cells_have_no_ADC() => Assert.Null(Adc.Of(Imperfections.Ideal, new CellFormat()));
}
