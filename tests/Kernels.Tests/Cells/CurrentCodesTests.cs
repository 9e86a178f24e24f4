using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.Cells;

public class CurrentCodesTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(8, 255)]
    [InlineData(12, 4095)]
    [InlineData(16, 65535)]
    public void Codes_are_symmetric_about_zero(int bits, int count)
    {
        var codes = CurrentCodes.OfBits(bits, -0.5);
        Assert.Equal(count, codes.Count);
        Assert.Equal(count / 2, codes.MaxCode);
        Assert.Equal(0, codes.Currents[codes.MaxCode]);
        Assert.Equal((0.5, -0.5), (codes.Currents[0], codes.Currents[^1]));
        for (var code = 1; code <= codes.MaxCode; code++)
        {
            Assert.Equal(codes.Currents[codes.MaxCode + code], -codes.Currents[codes.MaxCode - code]);
        }
    }

    [Fact]
    public void Input_words_follow_the_currents_and_are_symmetric_without_an_offset()
    {
        var codes = CurrentCodes.OfBits(8, 1);
        var constants = new CellConstants(new CellFormat(), new CellParameters());
        var inputWords = codes.InputWords(constants);
        Assert.Equal(constants.InputWord(1), inputWords[^1]);
        Assert.Equal(inputWords, inputWords.Reverse().Select(word => -word));
        Assert.Equal(inputWords, inputWords.Order());
    }

    [Fact]
    public void A_list_keeps_its_values_when_the_callers_array_changes()
    {
        double[] currents = [0.5, -0.25];
        var codes = CurrentCodes.Of(currents);
        currents[0] = 9;
        Assert.Equal([0.5, -0.25], codes.Currents.ToArray());
        Assert.Equal(new ushort[] { 0, 1 }, codes.AllCodes());
    }

    [Fact]
    public void Widths_gains_and_counts_outside_their_range_are_refused()
    {
        Assert.Throws<InvalidSettingException>(() => CurrentCodes.OfBits(1, 1));
        Assert.Throws<InvalidSettingException>(() => CurrentCodes.OfBits(17, 1));
        Assert.Throws<InvalidSettingException>(() => CurrentCodes.OfBits(8, 2.2));
        Assert.Throws<InvalidSettingException>(() => CurrentCodes.OfBits(8, double.NaN));
        Assert.Throws<InvalidSettingException>(() => CurrentCodes.Of());
        Assert.Throws<InvalidSettingException>(() => CurrentCodes.Of(new double[65537]));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 15)]
    [InlineData(1, 30)]
    [InlineData(0.5 / 15, 15)]
    [InlineData(1.5 / 15, 17)]
    [InlineData(-7, 0)]
    [InlineData(7, 30)]
    public void A_share_of_gamma_has_the_code_of_the_nearest_current(double u, int code) => Assert.Equal(code, CurrentCodes.OfBits(5).CodeOf(u));
}
