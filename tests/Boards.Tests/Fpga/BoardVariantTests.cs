using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Tests.Fpga;

public class BoardVariantTests
{
    private static readonly BoardFile Board = new(
        "Board", "Part", "ice40", "up5k", "sg48", "top", "pins.pcf", 48, 3_000_000, 4, 64, 1024,
        null, "iceprog", null, new ParallelSize(42, 72, 3, 3, 2048), new PerCellSize(45, 2, 32, 2048));

    [Theory]
    [InlineData(false, false, false, "w8-e0-k8-lanes4")]
    [InlineData(false, true, false, "w8-e0-k8-lanes4-per-cell")]
    [InlineData(true, false, true, "w8-e0-k8-cells4-votes")]
    public void A_build_is_named_by_what_it_was_built_with(bool parallel, bool perCell, bool votes, string name) =>
        Assert.Equal(name, new BoardVariant(parallel, PerCell: perCell, Votes: votes).NameOf(Board with { Lanes = 4 }, Constants(0.01)));

    [Fact]
    public void Per_cell_parameters_have_separate_lanes_cells_per_lane_and_clock()
    {
        var file = new BoardVariant(PerCell: true).Of(Board, Constants(0.01));
        Assert.Equal((2, 32, 45), (file.Lanes, file.CellsPerLane, file.ClockMHz));
        var oneLane = new BoardVariant(Lanes: 1, PerCell: true).Of(Board, Constants(0.01));
        Assert.Equal((1, 64), (oneLane.Lanes, oneLane.CellsPerLane));
        var plain = new BoardVariant().Of(Board, Constants(0.01));
        Assert.Equal((4, 64, 48), (plain.Lanes, plain.CellsPerLane, plain.ClockMHz));
    }

    [Theory]
    [InlineData(true, 0.01, "parallel array")]
    [InlineData(false, 0.002, "dt under eps")]
    public void Arrays_that_cannot_have_per_cell_parameters_are_refused(bool parallel, double eps, string words)
    {
        var refused = Assert.Throws<InvalidSettingException>(() => new BoardVariant(parallel, PerCell: true).Of(Board, Constants(eps)));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Votes_are_refused_beside_lanes()
    {
        var refused = Assert.Throws<InvalidSettingException>(() => new BoardVariant(Votes: true).Of(Board, Constants(0.01)));
        Assert.Contains(Remedy.Exactly(nameof(BoardVariant.Parallel)), refused.Remedies);
    }

    [Fact]
    public void Votes_beside_a_parallel_array_have_a_separate_clock()
    {
        var board = Board with { Parallel = Board.Parallel! with { VotesClockMHz = 36 } };
        var votes = new BoardVariant(Parallel: true, Votes: true);
        Assert.Equal(36, votes.Of(board, new CellFormat(3)).ClockMHz);
        Assert.Equal(42, new BoardVariant(Parallel: true).Of(board, new CellFormat(3)).ClockMHz);
    }

    private static CellConstants Constants(double eps) => new(new CellFormat(8), new CellParameters(eps: eps));
}
