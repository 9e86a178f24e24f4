using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Tests.Fpga;

public class BoardFileTests
{
    private static readonly HdlSources Sources = HdlSources.Find();

    public static TheoryData<string> Boards => [.. BoardFile.Names(Sources)];

    [Theory]
    [MemberData(nameof(Boards))]
    public void A_board_has_a_family_a_top_module_and_pins(string board)
    {
        var file = BoardFile.Read(Sources, board);
        var folder = Path.Combine(Sources.Hdl, "boards", file.Files ?? board);
        Assert.NotNull(FpgaFamily.Of(file));
        Assert.True(File.Exists(Path.Combine(folder, $"{file.Top}.v")));
        Assert.True(File.Exists(Path.Combine(folder, file.Pins)));
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void The_clocks_of_every_array_are_whole_multiples_of_the_lines_rate(string board)
    {
        var file = BoardFile.Read(Sources, board);
        Assert.All(BoardSoundness.Clocks(file), clock => Assert.Equal(0, clock.MHz * 1e6 % clock.Baud));
    }

    [Fact]
    public void A_parallel_array_can_have_a_line_of_its_own_rate()
    {
        var file = BoardFile.Read(Sources, "ulx3s");
        file = file with { Parallel = file.Parallel! with { Baud = 1_000_000 } };
        Assert.Equal((1_500_000, 1_000_000), (file.Baud, file.WithParallelArray().Baud));
        Assert.Equal([1_500_000, 1_000_000], BoardSoundness.Clocks(file).Select(clock => clock.Baud));
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void A_job_of_all_cells_has_room_in_the_queue(string board)
    {
        var file = BoardFile.Read(Sources, board);
        Assert.True(file.Queue >= (file.Lanes * file.CellsPerLane * new CellFormat().SBytes) + 32);
        Assert.True(file.Parallel is null || file.Parallel.Queue >= (2 * file.Parallel.Cells) + 32);
    }

    [Fact]
    public void A_parallel_array_has_a_cell_a_datapath_and_a_queue_of_its_own()
    {
        var file = BoardFile.Read(Sources, "icebreaker").WithParallelArray();
        Assert.Equal((74, 1, 42, 2048), (file.Lanes, file.CellsPerLane, file.ClockMHz, file.Queue));
    }

    [Fact]
    public void Lanes_with_per_cell_parameters_have_a_size_of_their_own()
    {
        var file = BoardFile.Read(Sources, "hx8k").WithPerCellLanes();
        Assert.Equal((1, 256, 72, 4096), (file.Lanes, file.CellsPerLane, file.ClockMHz, file.Queue));
    }

    [Fact]
    public void A_board_without_per_cell_parameters_says_so()
    {
        var refused = Assert.Throws<InvalidSettingException>(() => BoardFile.Read(Sources, "ulx3s").WithPerCellLanes());
        Assert.Equal([Remedy.Without(nameof(BoardVariant.PerCell))], refused.Remedies);
    }

    [Fact]
    public void A_parallel_array_that_counts_votes_has_another_clock_and_fewer_cells_and_nothing_else()
    {
        var file = BoardFile.Read(Sources, "hx8k");
        Assert.Equal(file.WithParallelArray() with { ClockMHz = 90, Lanes = 100 }, file.WithVotes());
        var same = file with { Parallel = file.Parallel! with { VotesCells = null } };
        Assert.Equal(file.Parallel!.Cells, same.WithVotes().Lanes);
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
        Assert.Equal(BoardFile.Read(Sources, "colorlight-i5").Synthesis, BoardFile.Read(Sources, "colorlight-i5").WithParallelArray().Synthesis);
    }

    [Fact]
    public void Further_options_of_nextpnr_are_for_the_lanes_alone()
    {
        var lanes = BoardFile.Read(Sources, "ulx3s") with { Routing = "--router router2 --parallel-refine" };
        Assert.Equal(["--router", "router2", "--parallel-refine"], FpgaFamily.Ecp5.RouteArguments(lanes, "netlist", "pins", "result", 1)[^3..]);
        Assert.DoesNotContain("--router", FpgaFamily.Ecp5.RouteArguments(lanes.WithParallelArray(), "netlist", "pins", "result", 1));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("--router router2 --parallel-refine", true)]
    [InlineData("--tmg-ripup  --placer heap --threads 1", true)]
    [InlineData("--router", false)]
    [InlineData("--router --tmg-ripup", false)]
    [InlineData("--parallel-refine heap", false)]
    [InlineData("--threads heap", false)]
    [InlineData("--threads 0", false)]
    [InlineData("--run x.py", false)]
    public void Options_of_nextpnr_that_run_or_write_files_are_not_taken(string text, bool known) => Assert.Equal(known, RoutingOptions.AreKnown(text));

    [Fact]
    public void Modules_of_a_part_stand_in_the_places_of_those_of_all_boards_for_the_lanes_alone()
    {
        var lanes = BoardFile.Read(Sources, "ulx3s");
        Assert.Equal("ecp5-lanes", lanes.Modules);
        Assert.Null(lanes.WithParallelArray().Modules);
        var own = Directory.GetFiles(Path.Combine(Sources.Hdl, "boards", lanes.Modules!), "*.v").Select(path => Path.GetFileName(path)).ToArray();
        Assert.Equal(
            ["fhn_lanes.v", "fhn_multiply.v", "fhn_sampler.v", "fhn_square.v", "request_queue.v"],
            own.Intersect(File.ReadLines(Path.Combine(Sources.Hdl, "rtl", "files.f"))).Order());
    }

    [Fact]
    public void A_board_without_a_parallel_array_says_so()
    {
        var refused = Assert.Throws<InvalidSettingException>(() => (BoardFile.Read(Sources, "colorlight-i5") with { Parallel = null }).WithParallelArray());
        Assert.Contains("no parallel array", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Boards_of_one_circuit_share_their_top_module_and_the_hash_of_both_follows_it()
    {
        Assert.Equal("ulx3s", BoardFile.Read(Sources, "ulx3s-12f").Files);
        Assert.NotEqual(BoardFlow.SourcesHash(Sources, "ulx3s"), BoardFlow.SourcesHash(Sources, "ulx3s-12f"));
    }
}
