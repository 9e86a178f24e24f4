using FhnHw.Boards.Fpga;

namespace FhnHw.Boards.Tests.Fpga;

public class SynthesisCountsTests
{
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
    public void A_log_without_statistics_counts_nothing() => Assert.Empty(SynthesisCounts.Parse("nothing").Elements);
}
