using System.Globalization;
using System.Text;
using System.Text.Json;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Results;

/// <summary>The table of all boards in <c>hdl/boards/README.md</c>, between two marks, written from the kept figures.</summary>
internal static class BoardFiguresTable
{
    private const string Begin = "<!-- figures of 'fhnhw board figures --make'; do not edit -->\n", End = "<!-- end of the figures -->\n";

    /// <summary>Writes the table into the page.</summary>
    public static void Write(HdlSources sources, IReadOnlyList<BoardFiguresLine> lines)
    {
        var page = File.ReadAllText(PageOf(sources));
        AtomicFile.WriteText(PageOf(sources), With(page, Markdown(lines, Accuracies(sources))));
    }

    /// <summary>True where the page's table is that of the kept figures.</summary>
    public static bool IsToday(HdlSources sources, IReadOnlyList<BoardFiguresLine> lines)
    {
        var page = File.ReadAllText(PageOf(sources));
        return page == With(page, Markdown(lines, Accuracies(sources)));
    }

    /// <summary>The table, a row an array, those with most steps a second first.</summary>
    /// <param name="lines">The arrays.</param>
    /// <param name="accuracies">Test accuracy by format, such as 3:3, as text.</param>
    public static string Markdown(IReadOnlyList<BoardFiguresLine> lines, IReadOnlyDictionary<string, string> accuracies)
    {
        var text = new StringBuilder();
        text.Append("| board | array | words | cells | G steps/s | MHz reached, needed | logic | multipliers | block RAMs ");
        text.Append("| images/s | accuracy, % | price |\n");
        text.Append("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var line in lines.OrderByDescending(line => line.Figures?.NeuronSteps ?? 0).ThenBy(line => line.Board, StringComparer.Ordinal))
        {
            text.Append(line.Figures is { } figures ? Row(line, figures, accuracies) : $"| {line.Board} | {line.Array} | not routed: {line.Reason} |\n");
        }

        foreach (var line in lines.Where(line => line is { Figures: not null, Stale: true }))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{line.Board}, {line.Array}, is of older sources: {line.Reason}\n");
        }

        return text.ToString();
    }

    private static string Row(BoardFiguresLine line, ArrayFigures figures, IReadOnlyDictionary<string, string> accuracies)
    {
        var words = $"{figures.Format.WordBits}:{figures.Format.CurrentExtraBits}";
        string[] cells =
        [
            line.Board + (line.Stale ? " (older sources)" : ""), line.Array, words, Text($"{figures.Lanes * figures.CellsPerLane}"),
            Text($"{figures.NeuronSteps / 1e9:0.00}"), Text($"{figures.MaxMHz:0.0}, {figures.ClockMHz:0.##}"), Use(figures, "LCs"),
            Use(figures, "multipliers"), Use(figures, "block RAMs"), Text($"{line.Images:0}"), accuracies.GetValueOrDefault(words, ""),
            line.Price is { Source: { } source } price ? $"[{price}]({source})" : $"{line.Price}",
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    // What each format reached when it was trained in the loop; the README beside it says how.
    internal static Dictionary<string, string> Accuracies(HdlSources sources) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(InputFile.ReadText(Path.Combine(sources.Hdl, "boards", "accuracy.json"))) ?? [];

    private static string With(string page, string table)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin ? page[..(begin + Begin.Length)] + "\n" + table + "\n" + page[end..]
            : throw new InvalidSettingException("hdl/boards/README.md has lost the marks of its table; take them from the repository.");
    }

    private static string PageOf(HdlSources sources) => Path.Combine(sources.Hdl, "boards", "README.md");

    private static string Use(ArrayFigures figures, string words) =>
        BoardText.Kind(figures.Elements, words) is not { } use ? "" : use.Available > 0 ? Text($"{use.Used} of {use.Available}") : Text($"{use.Used}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
