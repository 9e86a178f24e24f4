using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Tests.Fpga;

public class BoardFileTests
{
    private static readonly HdlSources Sources = HdlSources.Find();

    [Theory]
    [InlineData("hx8k")]
    [InlineData("icebreaker")]
    public void A_parallel_array_is_of_the_size_that_the_top_module_sets(string board)
    {
        var file = BoardFile.Read(Sources, board).WithParallelArray();
        var top = File.ReadAllText(Path.Combine(Sources.Hdl, "boards", board, "top.v"));
        Assert.Equal(1, file.CellsPerLane);
        Assert.Contains(FormattableString.Invariant($"`ifdef FHN_PARALLEL\n`define FHN_LANES {file.Lanes}\n"), top, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"CLOCK_HZ = {file.ClockMHz}_000_000;"), top, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hx8k")]
    [InlineData("icebreaker")]
    [InlineData("ulx3s")]
    public void Lanes_and_slots_are_those_that_the_top_module_sets(string board)
    {
        var file = BoardFile.Read(Sources, board);
        var top = File.ReadAllText(Path.Combine(Sources.Hdl, "boards", board, "top.v"));
        Assert.Contains(FormattableString.Invariant($"`define FHN_LANES {file.Lanes}\n"), top, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($".CELLS_PER_LANE({file.Lanes * file.CellsPerLane} / `FHN_LANES)"), top, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hx8k")]
    [InlineData("icebreaker")]
    public void Lanes_with_per_cell_parameters_have_the_size_that_the_top_module_sets(string board)
    {
        var file = BoardFile.Read(Sources, board).WithPerCellLanes();
        var top = File.ReadAllText(Path.Combine(Sources.Hdl, "boards", board, "top.v"));
        Assert.Contains(FormattableString.Invariant($"`elsif FHN_PER_CELL\n`define FHN_LANES {file.Lanes}\n"), top, StringComparison.Ordinal);
        Assert.Contains(
            FormattableString.Invariant($".CELLS_PER_LANE({file.Lanes * file.CellsPerLane} / `FHN_LANES),\n        .PER_CELL(1),"),
            top, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"CLOCK_HZ = {file.ClockMHz}_000_000;"), top, StringComparison.Ordinal);
    }

    [Fact]
    public void A_board_without_per_cell_parameters_says_so()
    {
        var refused = Assert.Throws<InvalidSettingException>(() => BoardFile.Read(Sources, "ulx3s").WithPerCellLanes());
        Assert.Equal([Remedy.Without(nameof(BoardVariant.PerCell))], refused.Remedies);
    }

    [Fact]
    public void A_parallel_array_that_counts_votes_has_the_clock_that_the_top_module_sets()
    {
        var file = BoardFile.Read(Sources, "hx8k");
        var top = File.ReadAllText(Path.Combine(Sources.Hdl, "boards", "hx8k", "top.v"));
        Assert.Equal(file.WithParallelArray() with { ClockMHz = file.WithVotes().ClockMHz }, file.WithVotes());
        Assert.Contains(
            FormattableString.Invariant($"`ifdef FHN_VOTES\n    localparam CLOCK_HZ = {file.WithVotes().ClockMHz}_000_000;"),
            top, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("icebreaker")]
    [InlineData("ulx3s")]
    public void A_board_without_room_for_votes_says_so(string board)
    {
        var refused = Assert.Throws<InvalidSettingException>(() => BoardFile.Read(Sources, board).WithVotes());
        Assert.Equal([Remedy.Without(nameof(BoardVariant.Votes))], refused.Remedies);
    }

    [Fact]
    public void A_parallel_array_can_have_a_separate_synthesis()
    {
        var board = BoardFile.Read(Sources, "icebreaker");
        Assert.Contains("-dsp", board.Synthesis, StringComparison.Ordinal);
        Assert.DoesNotContain("-dsp", board.WithParallelArray().Synthesis, StringComparison.Ordinal);
        Assert.Equal(BoardFile.Read(Sources, "hx8k").Synthesis, BoardFile.Read(Sources, "hx8k").WithParallelArray().Synthesis);
    }

    [Fact]
    public void A_board_without_a_parallel_array_says_so()
    {
        var refused = Assert.Throws<InvalidSettingException>(() => BoardFile.Read(Sources, "ulx3s").WithParallelArray());
        Assert.Contains("no parallel array", refused.Message, StringComparison.Ordinal);
    }
}
