using FhnHw.Boards.Fpga;

namespace FhnHw.Boards.Tests.Fpga;

public class NextpnrLogTests
{
    private const string Log = """
        Info: Device utilisation:
        Info:            ICESTORM_LC:  3521/ 5280    66%
        Info:           ICESTORM_RAM:    12/   30    40%
        Info:           ICESTORM_DSP:     8/    8   100%
        Info: Max frequency for clock 'clk$SB_IO_IN_$glb_clk': 61.20 MHz (PASS at 48.00 MHz)
        Info: Max delay <async> -> posedge clk: 2.11 ns
        Warning: Max frequency for clock 'clk$SB_IO_IN_$glb_clk': 47.55 MHz (FAIL at 48.00 MHz)
        """;

    [Fact]
    public void The_last_frequency_counts_since_the_first_is_an_estimate() => Assert.Equal(47.55, NextpnrLog.Parse(Log).MaxMHz);

    [Fact]
    public void Of_several_clocks_the_slowest_counts() => Assert.Equal(
        80, NextpnrLog.Parse("Info: Max frequency for clock 'a': 80.00 MHz (PASS)\nInfo: Max frequency for clock 'b': 90.00 MHz (PASS)\n").MaxMHz);

    [Fact]
    public void The_use_of_the_part_is_read_kind_by_kind()
    {
        var log = NextpnrLog.Parse(Log);
        Assert.Equal(new Utilisation("ICESTORM_LC", 3521, 5280), log.Of("ICESTORM_LC"));
        Assert.Equal(new Utilisation("ICESTORM_DSP", 8, 8), log.Of("MULT18X18D", "ICESTORM_DSP"));
        Assert.Null(log.Of("TRELLIS_FF"));
        Assert.Equal(3, log.Elements.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ERROR: Unable to place cell 'x', no BELs remaining")]
    public void A_log_that_names_no_frequency_has_none(string log) => Assert.Null(NextpnrLog.Parse(log).MaxMHz);
}
