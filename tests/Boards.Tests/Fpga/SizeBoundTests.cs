using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

/// <summary>Sizes that are known not to fit, of a board with four lanes of 16 bits that take all multipliers, or 74 cells of 3 bits that fill it.</summary>
public sealed class SizeBoundTests : IDisposable
{
    private static readonly CellFormat Narrow = new(3, 8, 3);

    private static readonly ArrayFigures[] Figures =
    [
        Of("lanes", new CellFormat(), 4, new("ICESTORM_LC", 4688, 5280), new("ICESTORM_DSP", 8, 8)),
        Of("parallel", Narrow, 74, new("ICESTORM_LC", 5219, 5280), new("ICESTORM_PLL", 1, 1)),
    ];

    private readonly TinyCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public void Lanes_for_which_there_are_too_few_logic_cells_are_refused() => Assert.Equal(
        "8 lanes take at least 6776 LCs and the iCE40UP5K has 5280, of which 4 took 4688.",
        Assert.Throws<InvalidSettingException>(() => Check(8, new BoardVariant(), new CellFormat())).Message);

    [Fact]
    public void Lanes_for_which_there_are_too_few_multipliers_are_refused() => Assert.StartsWith(
        "32 lanes take at least 64 multipliers and the iCE40UP5K has 28",
        Assert.Throws<InvalidSettingException>(() => Check(
            32, new BoardVariant(), new CellFormat(), Of("lanes", new CellFormat(), 8, new("TRELLIS_COMB", 4649, 84000), new("MULT18X18D", 16, 28)))).Message);

    [Fact]
    public void Cells_for_which_there_are_too_few_logic_cells_are_refused() => Assert.StartsWith(
        "100 cells take at least 6139 LCs",
        Assert.Throws<InvalidSettingException>(() => Check(100, new BoardVariant(Parallel: true), Narrow)).Message);

    [Theory]
    [InlineData(4, false, 16)]
    [InlineData(2, false, 16)]
    [InlineData(75, true, 3)]
    [InlineData(8, false, 8)]
    [InlineData(100, true, 4)]
    public void What_may_fit_or_is_of_another_format_is_left_to_the_tools(int lanes, bool parallel, int bits) =>
        Check(lanes, new BoardVariant(parallel), bits == 3 ? Narrow : bits == 16 ? new CellFormat() : new CellFormat(bits, 8, 6));

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_design_that_is_counted_alone_is_said_to_fit_or_not()
    {
        var counted = _checkout.Build(synthesisOnly: true);
        Assert.True(counted.Fits);
        Assert.Contains(counted.Elements, element => element is { Kind: "ICESTORM_LC", Used: > 0, Available: 5280 });
        Assert.Null(counted.MaxMHz);

        _checkout.Write("hdl/rtl/fhn_count.v", """
            module fhn_count (input wire clk_i, output wire [7:0] count);
                reg [5999:0] row = 1;
                always @(posedge clk_i) row <= {row[5998:0], row[5999]};
                assign count = row[5999:5992];
            endmodule
            """);
        Assert.False(_checkout.Build(synthesisOnly: true).Fits);
        var error = Assert.Throws<BoardCheckException>(() => _checkout.Build());
        Assert.Matches("^The design does not fit: it takes [0-9]+ of 5280 ICESTORM_LC; its log is in artifacts/boards/tiny.failed.$", error.Message);
    }

    private static ArrayFigures Of(string array, CellFormat format, int lanes, params Utilisation[] elements) =>
        new("", array, format, lanes, 1, 48, 50, elements, new Dictionary<string, string>(), "");

    private void Check(int lanes, BoardVariant variant, CellFormat format, params ArrayFigures[] figures) => SizeBound.Check(
        figures.Length == 0 ? Figures : figures, BoardFile.Read(_checkout.Sources, TinyCheckout.Board) with { Lanes = lanes }, variant, format);
}
