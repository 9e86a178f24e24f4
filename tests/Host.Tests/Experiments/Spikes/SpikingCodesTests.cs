using FhnHw.Host.Experiments.Spikes;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Tests.Experiments.Spikes;

public class SpikingCodesTests
{
    // The shares that docs/compare.md has from "fhnhw compare", in the column "spikes %".
    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(3, 2, 66)]
    [InlineData(3, 3, 77)]
    [InlineData(16, 0, 100)]
    public void A_format_spikes_at_the_codes_at_which_compare_finds_that_it_does(int bits, int extraBits, double percent) =>
        Assert.Equal(percent, SpikingCodes.Share(new CellFormat(bits, currentExtraBits: extraBits), new CellParameters()), 0.5);

    [Fact]
    public void An_offset_that_keeps_cells_at_rest_is_not_the_format_s_fault() =>
        Assert.Equal(100, SpikingCodes.Share(new CellFormat(), new CellParameters(a: 1.5)), 1.0);
}
