using FhnHw.Boards.Fpga;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Tests.Fpga;

public class VerilogSizeTests
{
    private static readonly BoardFile Board = BoardFile.Read(HdlSources.Find(), "hx8k");

    [Fact]
    public void The_lanes_of_a_board_are_told_to_its_Verilog()
    {
        var text = Of(new BoardVariant(Lanes: 1));
        Assert.Equal(("\"hx8k\"", "81000000", "3000000"), (Value(text, "BOARD_NAME"), Value(text, "CLOCK_HZ"), Value(text, "BAUD")));
        Assert.Equal(("0", "1", "512", "1"), (Value(text, "PARALLEL"), Value(text, "LANES"), Value(text, "CELLS_PER_LANE"), Value(text, "SIGNATURE")));
        Assert.Equal(("0", "0", "1", "2048"), (Value(text, "VOTE"), Value(text, "PER_CELL"), Value(text, "FABRIC"), Value(text, "QUEUE")));
    }

    [Fact]
    public void Bare_lanes_have_no_signatures() => Assert.Equal("0", Value(Of(new BoardVariant(Bare: true)), "SIGNATURE"));

    [Fact]
    public void Cells_in_parallel_have_no_signatures_and_may_count_votes_at_a_clock_of_their_own()
    {
        var text = Of(new BoardVariant(Parallel: true, Lanes: 50, Votes: true));
        Assert.Equal(("1", "50", "1", "0"), (Value(text, "PARALLEL"), Value(text, "LANES"), Value(text, "CELLS_PER_LANE"), Value(text, "SIGNATURE")));
        Assert.Equal(("1", "90000000"), (Value(text, "VOTE"), Value(text, "CLOCK_HZ")));
    }

    [Fact]
    public void Per_cell_parameters_are_told_with_their_lanes()
    {
        var text = Of(new BoardVariant(PerCell: true));
        Assert.Equal(("1", "1", "256", "4096"), (Value(text, "PER_CELL"), Value(text, "LANES"), Value(text, "CELLS_PER_LANE"), Value(text, "QUEUE")));
    }

    private static string Of(BoardVariant variant) =>
        VerilogSize.Text("hx8k", variant.Of(Board, new CellConstants(new CellFormat(variant.Parallel ? 3 : 16), new CellParameters())), variant);

    private static string Value(string text, string name) => text.Split('\n')
        .Single(line => line.StartsWith($"`define FHN_{name} ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];
}
