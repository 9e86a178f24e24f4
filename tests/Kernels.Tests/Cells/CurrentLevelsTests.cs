using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.Cells;

public class CurrentLevelsTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(8, 255)]
    [InlineData(12, 4095)]
    [InlineData(16, 65535)]
    public void Codes_are_symmetric_about_zero(int bits, int count)
    {
        var levels = CurrentLevels.OfCodes(bits, -0.5);
        Assert.Equal(count, levels.Count);
        Assert.Equal(count / 2, levels.MaxCode);
        Assert.Equal(0, levels.Currents[levels.MaxCode]);
        Assert.Equal((0.5, -0.5), (levels.Currents[0], levels.Currents[^1]));
        for (var code = 1; code <= levels.MaxCode; code++)
        {
            Assert.Equal(levels.Currents[levels.MaxCode + code], -levels.Currents[levels.MaxCode - code]);
        }
    }

    [Fact]
    public void Drives_follow_the_currents_and_are_symmetric_without_an_offset()
    {
        var levels = CurrentLevels.OfCodes(8, 1);
        var constants = new CellConstants(new CellFormat(), new CellParameters());
        var drives = levels.Drives(constants);
        Assert.Equal(constants.Drive(1), drives[^1]);
        Assert.Equal(drives, drives.Reverse().Select(drive => -drive));
        Assert.Equal(drives, drives.Order());
    }

    [Fact]
    public void A_list_keeps_its_own_values_whatever_becomes_of_the_callers_array()
    {
        double[] currents = [0.5, -0.25];
        var levels = CurrentLevels.Of(currents);
        currents[0] = 9;
        Assert.Equal([0.5, -0.25], levels.Currents.ToArray());
        Assert.Equal(new ushort[] { 0, 1 }, levels.AllIndices());
    }

    [Fact]
    public void Widths_gains_and_counts_outside_their_range_are_refused()
    {
        Assert.Throws<InvalidSettingException>(() => CurrentLevels.OfCodes(1, 1));
        Assert.Throws<InvalidSettingException>(() => CurrentLevels.OfCodes(17, 1));
        Assert.Throws<InvalidSettingException>(() => CurrentLevels.OfCodes(8, 2.2));
        Assert.Throws<InvalidSettingException>(() => CurrentLevels.OfCodes(8, double.NaN));
        Assert.Throws<InvalidSettingException>(() => CurrentLevels.Of());
        Assert.Throws<InvalidSettingException>(() => CurrentLevels.Of(new double[65537]));
    }
}
