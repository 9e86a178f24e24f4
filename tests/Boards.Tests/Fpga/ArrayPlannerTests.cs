using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Tests.Fpga;

public class ArrayPlannerTests
{
    private static readonly HdlSources Sources = HdlSources.Find();

    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), new Window(51_200, 25_600, 16));

    [Theory]
    [InlineData("hx8k", 1347.37, "line")]
    [InlineData("icebreaker", 404.69, "array")]
    public void The_parallel_array_is_taken_where_it_is_routed_and_its_format_is_accepted(string board, double images, string limit)
    {
        var candidates = ArrayPlanner.Candidates(BoardFile.Read(Sources, board), Settings, false, 100, []);
        var taken = Assert.Single(candidates, candidate => candidate.Taken);
        Assert.Equal("parallel", taken.Array);
        Assert.Equal(images, taken.Images, 2);
        Assert.Contains($"the {limit} is what limits it", ArrayPlanner.Reason(candidates), StringComparison.Ordinal);
    }

    [Fact]
    public void The_lanes_are_taken_for_wide_words_and_where_there_is_nothing_else()
    {
        Assert.Equal("lanes", Assert.Single(ArrayPlanner.Candidates(BoardFile.Read(Sources, "hx8k"), Settings, true, 100, [])).Array);
        var only = ArrayPlanner.Candidates(BoardFile.Read(Sources, "colorlight-i5") with { Parallel = null }, Settings, false, 100, []);
        Assert.Equal("lanes", Assert.Single(only).Array);
        Assert.Contains("no other array", ArrayPlanner.Reason(only), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 3, 2)]
    [InlineData(3, 2, 2)]
    [InlineData(4, 3, 1)]
    [InlineData(3, 4, 1)]
    public void Cells_of_wider_words_than_those_that_were_routed_are_not_promised(int bits, int extraBits, int arrays)
    {
        var asked = Settings with { Format = new CellFormat(bits, 8, extraBits) };
        Assert.Equal(arrays, ArrayPlanner.Candidates(BoardFile.Read(Sources, "hx8k"), asked, true, 100, []).Count);
    }

    [Fact]
    public void A_parallel_array_that_cannot_fit_by_figures_of_the_same_part_is_not_taken()
    {
        var board = BoardFile.Read(Sources, "hx8k");
        var figures = BoardFigures.OfPart(Sources, board);
        Assert.Equal(["alchitrycu", "hx8k"], figures.Select(each => each.Board).Distinct());
        board = board with { Parallel = board.Parallel! with { Cells = 200 } };
        var candidates = ArrayPlanner.Candidates(board, Settings, false, 100, [.. figures.Select(each => each.Figures)]);
        Assert.Equal("lanes", Assert.Single(candidates, candidate => candidate.Taken).Array);
        Assert.Contains("the parallel array does not fit: 200 cells take at least", ArrayPlanner.Reason(candidates), StringComparison.Ordinal);
    }
}
