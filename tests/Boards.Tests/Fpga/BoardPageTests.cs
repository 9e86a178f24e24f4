using System.Globalization;
using System.Text.RegularExpressions;
using FhnHw.Boards.Fpga;

namespace FhnHw.Boards.Tests.Fpga;

/// <summary>What README.md of each board tells its owner, held against board.json.</summary>
public partial class BoardPageTests
{
    private static readonly HdlSources Sources = HdlSources.Find();

    public static TheoryData<string> Boards => [.. BoardFile.Names(Sources)];

    [Theory]
    [MemberData(nameof(Boards))]
    public void Pins_are_those_of_a_file_that_is_linked_at_a_revision(string board)
    {
        var pins = PointOf(board, "Pins");
        Assert.Matches(LinkAtRevision(), pins);
        Assert.All(LinkAtRevision().Matches(pins), link => Assert.Contains($"revision {link.Groups[1].Value[..7]}", pins, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void The_clock_of_every_array_is_told(string board)
    {
        var file = BoardFile.Read(Sources, board);
        var told = PointOf(board, "Clock");
        double?[] clocks = [file.ClockMHz, file.Parallel?.ClockMHz, file.Parallel?.VotesClockMHz, file.PerCell?.ClockMHz];
        Assert.All(clocks.OfType<double>(), clock => Assert.Matches($@"(?<![\d.]){Number(clock)}(?![\d.]*\d)", told));
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void The_rate_of_the_line_is_told_with_the_adapter_and_its_limit(string board)
    {
        var told = PointOf(board, "Line");
        Assert.Contains($"{Number(BoardFile.Read(Sources, board).Baud / 1e6)} Mbaud", told, StringComparison.Ordinal);
        Assert.Matches(@"FT\d+|microcontroller", told);
        Assert.Matches(@"highest rate|up to|goes to", told);
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void The_lights_are_told_and_the_programmer_that_flashing_calls(string board)
    {
        Assert.Contains("a session is open", PointOf(board, "Lights"), StringComparison.Ordinal);
        Assert.Contains($"`{BoardFile.Read(Sources, board).Programmer}`", PointOf(board, "Programmer"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void What_was_routed_is_told_and_that_nobody_saw_it_on_a_board_and_the_price(string board)
    {
        var page = PageOf(board);
        Assert.Contains("- Routed, MHz needed and reached: ", page, StringComparison.Ordinal);
        Assert.Contains("Never seen on a board.", page, StringComparison.Ordinal);
        Assert.Contains($"{BoardFile.Read(Sources, board).Price}", page, StringComparison.Ordinal);
    }

    // The text of "- **NAME**", to the next point.
    private static string PointOf(string board, string name)
    {
        var page = PageOf(board);
        var begin = page.IndexOf($"\n- **{name}**", StringComparison.Ordinal);
        Assert.True(begin >= 0, $"hdl/boards/{board}/README.md has no point '{name}'.");
        var end = page.IndexOf("\n- ", begin + 1, StringComparison.Ordinal);
        return page[begin..(end < 0 ? page.Length : end)];
    }

    private static string PageOf(string board) => File.ReadAllText(Path.Combine(Sources.Hdl, "boards", board, "README.md"));

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\(https://github\.com/[^/]+/[^/]+/blob/([0-9a-f]{7,40})/[^)]+\)")]
    private static partial Regex LinkAtRevision();
}
