using FhnHw.Boards.Fpga;
using FhnHw.Host.Commands.Boards;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public class FigureRoutesTests
{
    private static readonly RoutedArray Lanes = new(new BoardVariant(), new());

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void Boards_are_routed_side_by_side_and_each_array_is_kept_when_it_is_routed()
    {
        using var checkout = TwoBoards();
        var kept = 0;
        Assert.Equal(0, Routes(checkout, stale: false, () => kept++).Route(["tiny", "other"], 2));
        Assert.Equal(2, kept);
        Assert.All(["tiny", "other"], board => Assert.Equal(
            BoardFlow.SourcesHash(checkout.Sources, board, Lanes), Assert.Single(BoardFigures.Read(checkout.Sources, board)).Sources));
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void What_is_of_todays_sources_is_left_out_and_the_rest_is_routed()
    {
        using var checkout = TwoBoards();
        Routes(checkout, stale: true, () => { }).Route(["tiny"], 1);
        var text = new StringWriter();
        Routes(checkout, stale: true, () => { }, text).Route(["tiny", "other"], 1);
        Assert.DoesNotContain("tiny, lanes", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("other, lanes", text.ToString(), StringComparison.Ordinal);
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_clock_that_is_missed_is_kept_as_the_reason_why_there_are_no_figures()
    {
        using var checkout = new TinyCheckout(clockMHz: 900, logic: "count * step + (count ^ step)");
        Assert.Equal(1, Routes(checkout, stale: true, () => { }).Route(["tiny"], 1));
        Assert.Empty(BoardFigures.Read(checkout.Sources, "tiny"));
        Assert.Contains("MHz at best where 900 are needed, of 1 seeds", BoardFigures.Older(checkout.Sources, "tiny")["lanes"], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_tools_no_other_board_is_begun()
    {
        using var checkout = TwoBoards();
        var text = new StringWriter();
        Assert.Throws<ToolMissingException>(() => Routes(checkout, stale: true, () => { }, text, new ToolBox("")).Route(["tiny", "other"], 1));
        Assert.DoesNotContain("other", text.ToString(), StringComparison.Ordinal);
    }

    private static FigureRoutes Routes(TinyCheckout checkout, bool stale, Action kept, TextWriter? text = null, ToolBox? tools = null) =>
        new(checkout.Sources, tools ?? ToolBox.OfProcess(), 1, stale, text ?? TextWriter.Null, kept, CancellationToken.None);

    private static TinyCheckout TwoBoards()
    {
        var checkout = new TinyCheckout();
        checkout.WriteBoard("\"files\": \"tiny\"", "other");
        return checkout;
    }
}
