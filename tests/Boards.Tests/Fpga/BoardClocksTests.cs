using System.Globalization;
using System.Text.RegularExpressions;
using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Tests.Fpga;

public class BoardClocksTests
{
    private static readonly HdlSources Sources = HdlSources.Find();

    public static TheoryData<string> Boards => [.. BoardFile.Names(Sources)];

    [Theory]
    [MemberData(nameof(Boards))]
    public void The_oscillator_of_a_shipped_board_is_read_and_its_PLL_makes_all_its_clocks(string board)
    {
        var file = BoardFile.Read(Sources, board);
        var reference = BoardClocks.ReferenceHz(TopOf(board), file.Family, FpgaFamily.Of(file).Pll!);
        Assert.Equal(file.Family switch { "ecp5" => 25, "gowin" => 27, _ => board == "alchitrycu" ? 100 : 12 }, reference / 1_000_000);
        BoardClocks.Check(board, file, TopOf(board));
    }

    [Theory]
    [InlineData("icebreaker", 300, 3000000, "makes 108 MHz of it; give 132, which it makes.")]
    [InlineData("icebreaker", 50, 2500000, "makes 49.5 MHz of it; it makes 49.5 or 50.25, and of what it makes 2500000 baud divides 45 or 52.5: give that.")]
    [InlineData("icebreaker", 24, 3000000, "would have an oscillator of 384 MHz for it, where 533 to 1066 are allowed; it makes 33.75")]
    [InlineData("ulx3s", 70, 1000000, "makes 75 MHz of it; it makes 67.5 or 75, and of what it makes 1000000 baud divides 60 or 75: give that.")]
    [InlineData("ulx3s", 70, 3333331, "it makes 67.5 or 75, none of which 3333331 baud divides: give 67.5 and 2812500 or 3375000 baud.")]
    [InlineData("tangnano9k", 100, 2000000, "makes 81 MHz of it; it makes 81 or 108, and of what it makes 2000000 baud divides 108: give that.")]
    [InlineData("tangnano9k", 100, 3000000, "makes 81 MHz of it; give 81 or 108, which it makes.")]
    public void A_clock_that_comes_out_wrong_is_refused_with_the_nearest_that_do_not(string board, double clockMHz, int baud, string sentence)
    {
        var file = BoardFile.Read(Sources, board) with { ClockMHz = clockMHz, Baud = baud };
        var refused = Assert.Throws<InvalidSettingException>(() => BoardClocks.Check(board, file, TopOf(board)));
        Assert.StartsWith(
            FormattableString.Invariant($"hdl/boards/{board}/board.json asks for {clockMHz} as clockMHz, and hdl/boards/pll/{file.Family}_pll.v "),
            refused.Message);
        Assert.Contains(sentence, refused.Message);
    }

    [Theory]
    [InlineData("icebreaker", 48, 115200, "give 72 as clockMHz, or 100000 or 120000 as baud.")]
    [InlineData("ulx3s", 67.5, 1000000, "give 60 or 75 as clockMHz, or 937500 or 1125000 as baud.")]
    public void A_clock_that_the_rate_does_not_divide_is_refused_with_clocks_and_rates_that_are_taken(string board, double clockMHz, int baud, string sentence)
    {
        var file = BoardFile.Read(Sources, board) with { ClockMHz = clockMHz, Baud = baud, Parallel = null, PerCell = null };
        var refused = Assert.Throws<InvalidSettingException>(() => BoardClocks.Check(board, file, TopOf(board)));
        Assert.EndsWith(sentence, refused.Message);
        var all = Regex.Matches(sentence, @"\d+(\.\d+)?").Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture));
        Assert.All(all, number => BoardClocks.Check(
            board, number < 1000 ? file with { ClockMHz = number } : file with { Baud = (int)number }, TopOf(board)));
    }

    [Fact]
    public void The_clocks_of_the_other_arrays_are_looked_at_too()
    {
        var file = BoardFile.Read(Sources, "hx8k");
        file = file with { Parallel = file.Parallel! with { VotesClockMHz = 300 } };
        var refused = Assert.Throws<InvalidSettingException>(() => BoardClocks.Check("hx8k", file, TopOf("hx8k")));
        Assert.Contains("asks for 300 as votesClockMHz of parallel", refused.Message);
    }

    [Fact]
    public void An_oscillator_that_the_PLL_does_not_take_is_told_with_those_it_takes()
    {
        var top = TopOf("alchitrycu").Replace("100_000_000", "25_000_000", StringComparison.Ordinal);
        var refused = Assert.Throws<InvalidSettingException>(() => BoardClocks.Check("mine", BoardFile.Read(Sources, "alchitrycu"), top));
        Assert.Equal(
            "hdl/boards/mine/top.v gives ice40_pll an oscillator of 25 MHz, and hdl/boards/pll/ice40_pll.v takes 10 to 20, 40, 60, 80, 100 and 120 MHz; "
                + "put a PLL of your own in its place (docs/guide/own-board.md).",
            refused.Message);
    }

    [Theory]
    [InlineData("module top; // ice40_pll\n endmodule")]
    [InlineData("module top; my_pll pll (.clk_i(a)); endmodule")]
    [InlineData("module top; ice40_pll #(.REFERENCE_HZ(MINE)) pll (.clk_i(a)); endmodule")]
    [InlineData("module top; ice40_pll #(25_000_000) pll (.clk_i(a)); endmodule")]
    public void A_PLL_of_ones_own_and_an_oscillator_without_a_number_are_passed_over(string verilog) =>
        BoardClocks.Check("mine", BoardFile.Read(Sources, "icebreaker") with { ClockMHz = 300 }, verilog);

    private static string TopOf(string board)
    {
        var file = BoardFile.Read(Sources, board);
        return File.ReadAllText(Path.Combine(Sources.Hdl, "boards", file.Files ?? board, $"{file.Top}.v"));
    }
}
