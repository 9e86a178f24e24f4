using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

public class CellFormatTests
{
    [Theory]
    [InlineData(2, 8, 0, "The word length is 2 bits; give one from 3 to 16.")]
    [InlineData(17, 8, 0, "The word length is 17 bits; give one from 3 to 16.")]
    [InlineData(16, 5, 0, "The k of dt = 2^-k is 5; give one from 6 to 12.")]
    [InlineData(16, 13, 0, "The k of dt = 2^-k is 13; give one from 6 to 12.")]
    [InlineData(16, 8, -1, "The number of extra current bits is -1; give one from 0 to 8.")]
    [InlineData(16, 8, 9, "The number of extra current bits is 9; give one from 0 to 8.")]
    public void A_number_outside_its_range_is_refused_with_the_range(int wordBits, int dtExponent, int extraBits, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidSettingException>(() => new CellFormat(wordBits, dtExponent, extraBits)).Message);

    [Theory]
    [InlineData(16, 14, 16, 4, 20480)]
    [InlineData(15, 13, 13, 0, 12288)]
    [InlineData(8, 6, 6, 0, 96)]
    [InlineData(4, 2, 2, 0, 6)]
    [InlineData(3, 1, 1, 0, 3)]
    public void The_rule_of_widths_gives_the_documented_table(int wordBits, int fraction, int productShift, int cubeShift, int XMax)
    {
        var format = new CellFormat(wordBits);
        Assert.Equal((fraction, productShift, cubeShift, XMax), (format.Fraction, format.ProductShift, format.CubeShift, format.XMax));
    }

    [Fact]
    public void S_and_Y_keep_the_extra_bits_and_Y_the_bits_of_dt_as_well()
    {
        var format = new CellFormat(8, 9, 6);
        Assert.Equal((15, 12, 21), (format.LowBits, format.CurrentFraction, format.YFraction));
        Assert.Equal(1 / 512.0, format.Dt);
        Assert.Equal(Math.Sqrt(3) / 64, format.XUnit, 15);
        Assert.Equal("Q1.6 dt=2^-9 e=6", format.ToString());
    }

    [Fact]
    public void Every_bound_of_X_is_a_word_of_its_length()
    {
        foreach (var wordBits in Enumerable.Range(CellFormat.MinWordBits, 14))
        {
            Assert.InRange(new CellFormat(wordBits).XMax, 1, (1 << (wordBits - 1)) - 1);
        }
    }
}
