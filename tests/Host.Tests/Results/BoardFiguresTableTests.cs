using FhnHw.Boards.Fpga;
using FhnHw.Host.Results;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Tests.Results;

public class BoardFiguresTableTests
{
    private static readonly ArrayFigures Routed = new(
        "variant", "parallel", new CellFormat(3, 8, 3), 100, 1, 96, 104.1, [new Utilisation("ICESTORM_LC", 6351, 7680)],
        new Dictionary<string, string>(), "now");

    [Fact]
    public void A_row_has_speed_clock_room_and_the_accuracy_of_its_format()
    {
        var table = BoardFiguresTable.Markdown([Line(Routed, stale: false, null)], new Dictionary<string, string> { ["3:3"] = "98.18 / 98.17" });
        Assert.Contains(
            "| tiny | parallel | 3:3 | 100 | 9.60 | 104.1, 96 | 6351 of 7680 |  |  | 1200 | 98.18 / 98.17 | $50 to 60 (estimate) |",
            table, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_old_or_missing_says_why()
    {
        var table = BoardFiguresTable.Markdown([Line(Routed, stale: true, "too long"), Line(null, stale: false, "no tool")], new Dictionary<string, string>());
        Assert.Contains("| tiny (older sources) |", table, StringComparison.Ordinal);
        Assert.Contains("tiny, parallel, is of older sources: too long", table, StringComparison.Ordinal);
        Assert.Contains("| tiny | parallel | not routed: no tool |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_with_a_source_is_a_link_and_says_the_day()
    {
        var line = Line(Routed, stale: false, null) with { Price = new BoardPrice(15, 15, "https://shop.example/nano", "2026-05-24") };
        var table = BoardFiguresTable.Markdown([line], new Dictionary<string, string>());
        Assert.Contains("| [$15 (2026-05-24)](https://shop.example/nano) |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_a_board_has_each_array_with_the_clock_that_it_reached_and_the_price() => Assert.Equal(
        "- Routed, MHz needed and reached: parallel 96, 104.1 (older sources); parallel: not yet. Never seen on a board. Price: $50 to 60 (estimate).",
        BoardRoutedLine.Text([Line(Routed, stale: true, "why"), Line(null, stale: false, "no tool")]));

    [Theory]
    [InlineData(true, null, "was routed from older sources")]
    [InlineData(true, "too long", null)]
    [InlineData(false, null, null)]
    [InlineData(false, "too long", "is of today's sources: remove it from hdl/boards/tiny/older.json")]
    public void Figures_are_wrong_where_they_are_old_without_a_reason_or_a_reason_outlives_them(bool stale, string? reason, string? wrong) =>
        Assert.Equal(wrong, Line(Routed, stale, reason).Wrong);

    private static BoardFiguresLine Line(ArrayFigures? figures, bool stale, string? reason) =>
        new("tiny", "Tiny", "part", "parallel", figures, stale, figures is null ? null : 1200, figures is null ? null : 1300, new BoardPrice(50, 60), reason);
}
