using FhnHw.Boards.Fpga;

namespace FhnHw.Boards.Tests.Fpga;

public class SynthesisCountsTests
{
    [Fact]
    public void A_name_that_nothing_declares_is_found_with_its_line()
    {
        const string log = "Parsing.\nhdl/rtl/fhn_step.v:17: Warning: Identifier `\\x_less_yhh' is implicitly declared.\nDone.\n";
        Assert.Equal("'x_less_yhh' in line 17 of hdl/rtl/fhn_step.v", SynthesisCounts.Undeclared(log));
        Assert.Null(SynthesisCounts.Undeclared("Warning: Wire top.\\a is used but has no driver.\n"));
    }

    private const string Log = """
           Number of cells:                  1
             SB_LUT4                         9

           Number of cells:                 62
             SB_CARRY                       20
             SB_DFFESR                      12
             SB_LUT4                        30
        """;

    [Fact]
    public void The_last_statistics_count() => Assert.Equal("20 SB_CARRY, 30 SB_LUT4", SynthesisCounts.Parse(Log).ToString());

    [Fact]
    public void Number_and_kind_may_stand_the_other_way_round_as_newer_versions_write_them() => Assert.Equal(
        "30 ALU, 40 LUT4", SynthesisCounts.Parse("=== top ===\n\n   62 wires\n   75 cells\n        30   ALU\n        40   LUT4\n").ToString());

    [Fact]
    public void A_log_without_statistics_counts_nothing() => Assert.Empty(SynthesisCounts.Parse("nothing").Elements);
}
