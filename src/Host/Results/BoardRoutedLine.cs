using System.Globalization;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Results;

/// <summary>The line "- Routed, ..." in each board's README.md, written from the kept figures, and the price of its board.json.</summary>
internal static class BoardRoutedLine
{
    private const string Begin = "- Routed, MHz needed and reached: ";

    /// <summary>Writes the lines.</summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="lines">The arrays of all boards.</param>
    /// <exception cref="InvalidSettingException">A README.md has no such line.</exception>
    public static void Write(HdlSources sources, IReadOnlyList<BoardFiguresLine> lines)
    {
        foreach (var board in lines.GroupBy(line => line.Board))
        {
            var page = File.ReadAllText(PageOf(sources, board.Key));
            if (With(page, board) is var today && today != page)
            {
                AtomicFile.WriteText(PageOf(sources, board.Key), today);
            }
        }
    }

    /// <summary>True where all lines are those of the kept figures.</summary>
    public static bool AreToday(HdlSources sources, IReadOnlyList<BoardFiguresLine> lines) => lines.GroupBy(line => line.Board)
        .All(board => File.ReadAllText(PageOf(sources, board.Key)) is var page && With(page, board) == page);

    /// <summary>A board's line.</summary>
    /// <param name="arrays">Its arrays: one or more.</param>
    public static string Text(IReadOnlyCollection<BoardFiguresLine> arrays) =>
        $"{Begin}{string.Join("; ", arrays.Select(Clock))}. Never seen on a board. Price: {Price(arrays.First().Price)}.";

    private static string Price(BoardPrice? price) => price switch
    {
        null => "not known",
        { Source: { } source } => $"[{price}]({source})",
        _ => $"{price}",
    };

    private static string Clock(BoardFiguresLine line) => line.Figures is not { } figures ? $"{line.Array}: not yet" : string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Array} {figures.ClockMHz:0.##}, {figures.MaxMHz:0.0}{(line.Stale ? " (older sources)" : "")}");

    private static string With(string page, IGrouping<string, BoardFiguresLine> board)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : page.IndexOf('\n', begin);
        return end > begin ? page[..begin] + Text([.. board]) + page[end..] : throw new InvalidSettingException(
            $"hdl/boards/{board.Key}/README.md has no line '{Begin.TrimEnd()}'; add one, and 'fhnhw board figures --table' fills it in.");
    }

    private static string PageOf(HdlSources sources, string board) => Path.Combine(sources.Hdl, "boards", board, "README.md");
}
