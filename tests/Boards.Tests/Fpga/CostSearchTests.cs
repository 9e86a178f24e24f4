using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Tests.Fpga;

public class CostSearchTests
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(3, 8, 3), new CellParameters(), CurrentCodes.OfBits(8, -1), new Window(51_200, 25_600, 16));

    [Theory]
    [InlineData(4, 4)]
    [InlineData(15, 8)]
    [InlineData(16, 16)]
    [InlineData(3, 2)]
    [InlineData(1, 1)]
    public void Lanes_are_doubled_or_halved_until_the_largest_that_fits(int room, int found)
    {
        var part = new Part(lanes => lanes <= room);
        Assert.Equal(found, new CostSearch(part).Find("part", Settings, parallel: false).Largest!.Lanes);
        Assert.Empty(part.Counted);
    }

    [Fact]
    public void Where_not_even_one_lane_fits_there_is_none()
    {
        var cost = new CostSearch(new Part(_ => false)).Find("part", Settings, parallel: false);
        Assert.Null(cost.Largest);
        Assert.Equal([4, 2, 1], cost.Tries.Select(trial => trial.Lanes));
        Assert.Equal(0, cost.Images);
    }

    [Fact]
    public void Parallel_cells_are_estimated_from_small_arrays_and_proved()
    {
        // 500 cells of logic for the rest, 40 a cell: 96 % of 5000 hold 107.
        var part = new Part(cells => 500 + (40 * cells) <= 4900);
        var cost = new CostSearch(part).Find("part", Settings, parallel: true);
        Assert.Equal(107, cost.Largest!.Lanes);
        Assert.Equal([107], cost.Tries.Select(trial => trial.Lanes));
        Assert.All(part.Counted, cells => Assert.InRange(cells, 2, 30));
    }

    [Fact]
    public void An_estimate_that_does_not_hold_loses_cells_until_it_does()
    {
        var cost = new CostSearch(new Part(cells => cells <= 100)).Find("part", Settings, parallel: true);
        Assert.Equal([107, 102, 97], cost.Tries.Select(trial => trial.Lanes));
        Assert.Equal(97, cost.Largest!.Lanes);
        Assert.Equal("too many", cost.Tries[0].Limit);
    }

    [Fact]
    public void Images_a_second_are_those_of_array_and_line()
    {
        var cost = new CostSearch(new Part(lanes => lanes <= 4)).Find("part", Settings, parallel: false);
        Assert.Equal(4 * 48e6, cost.StepsPerSecond);
        Assert.Equal(4 * 48e6 / (100 * 76_800), cost.ArrayImages, 0.5);
        Assert.InRange(cost.LinkImages, 300, 1000); // 300,000 bytes a second, about 400 bytes up or down an image
        Assert.Equal(cost.ArrayImages, cost.Images);
    }

    [Fact]
    public void An_array_that_misses_the_boards_clock_runs_at_a_lower_one_that_its_PLL_makes_and_the_line_divides()
    {
        var cost = new CostSearch(new Part(lanes => lanes <= 4, mhz: 40.9)).Find("part", Settings, parallel: false);
        Assert.Equal((4, 48.0, 39.0, 4 * 39e6), (cost.Largest!.Lanes, cost.ClockMHz, cost.RunMHz, cost.StepsPerSecond));
        Assert.Equal("too slow", cost.Largest.Limit);
    }

    [Fact]
    public void Where_its_PLL_makes_no_clock_as_slow_as_that_it_runs_at_none()
    {
        // An iCE40's makes none under 33 MHz.
        var cost = new CostSearch(new Part(lanes => lanes <= 4, mhz: 32.9)).Find("part", Settings, parallel: false);
        Assert.Equal((4, 0.0, 0.0, 0.0), (cost.Largest!.Lanes, cost.RunMHz, cost.StepsPerSecond, cost.Images));
    }

    [Theory]
    [InlineData("ulx3s", 74.9, 67.5)]
    [InlineData("tangnano9k", 107.9, 81)]
    [InlineData("hx8k", 111.0, 111)]
    public void A_board_runs_no_faster_than_its_PLL_lets_it(string board, double reached, double runs) =>
        Assert.Equal(runs, BoardClocks.FastestMHz(HdlSources.Find(), BoardFile.Read(HdlSources.Find(), board), board, reached));

    [Theory]
    [InlineData(false, 3, "3 lanes")]
    [InlineData(false, 256, "256 lanes")]
    [InlineData(true, 513, "number of cells is 513")]
    [InlineData(true, 1, "number of cells is 1")]
    public void A_size_that_no_board_can_have_is_refused(bool parallel, int lanes, string words) => Assert.Contains(
        words, Assert.Throws<InvalidSettingException>(() => new BoardVariant(parallel, lanes).Of(Part.File, Settings.Format)).Message);

    [Fact]
    public void A_parallel_array_is_for_narrow_words() => Assert.Contains(
        "word length of a parallel array",
        Assert.Throws<InvalidSettingException>(() => new BoardVariant(true).Of(Part.File, new CellFormat(9))).Message);

    // A part of 5000 LCs; the test says whether a size can be routed.
    private sealed class Part(Func<int, bool> fits, double mhz = 50) : ISizeTrials
    {
        public static BoardFile File { get; } = new(
            "Part", "a part", "ice40", "up5k", "sg48", "top", "pins.pcf", 48, 3_000_000, 4, 64, 1024,
            null, "iceprog", null, new ParallelSize(42, 72, 3, 3, 2048));

        public List<int> Counted { get; } = [];

        public BoardFile Board(string board) => File;

        public double FastestMHz(string board, double mostMHz) => BoardClocks.FastestMHz(HdlSources.Find(), File, "icebreaker", mostMHz);

        public SizeTrial Count(string board, CellConstants constants, BoardVariant variant)
        {
            Counted.Add(variant.Lanes!.Value);
            return new SizeTrial(
                variant.Lanes!.Value,
                [new Utilisation(SizeTrial.LogicCell, 500 + (40 * variant.Lanes!.Value), 5000)], null, false, null);
        }

        public SizeTrial Route(string board, CellConstants constants, BoardVariant variant) =>
            fits(variant.Lanes!.Value)
                ? new(variant.Lanes!.Value, [], mhz, mhz >= File.ClockMHz, mhz >= File.ClockMHz ? null : "too slow")
                : new(variant.Lanes!.Value, [], null, false, "too many");
    }
}
