using System.Globalization;
using System.Net;
using System.Text;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Sweep;

/// <summary>
/// The index of a sweep as one HTML file: a table that sorts and filters, and a small figure a run that opens its report. It needs nothing else: its
/// script stands in it. Without scripts it is the same table as it was written.
/// </summary>
internal sealed class SweepPage
{
    private const int BarWidth = 9, ThumbHeight = 64, LongText = 40;

    private readonly StringBuilder _html = new();

    private SweepPage()
    {
    }

    /// <summary>The whole file.</summary>
    public static string Write(IReadOnlyList<SweepRow> rows, string table)
    {
        var page = new SweepPage();
        page.Begin(rows, table);
        page.Figures(rows);
        page.Table(rows);
        page._html.Append($"</main>\n<script>\n{Script()}</script>\n</body>\n</html>\n");
        return page._html.ToString();
    }

    private void Begin(IReadOnlyList<SweepRow> rows, string table)
    {
        var broken = rows.Count(row => row["problem"].Length > 0);
        var title = string.Create(CultureInfo.InvariantCulture, $"{rows.Count} runs");
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n")
            .Append($"<title>{title}</title>\n<style>\n{ReportStyle.Css}{Style()}</style>\n</head>\n<body>\n<main class=\"sweep\">\n<h1>{title}</h1>\n")
            .Append($"<p class=\"lead\">{(broken > 0 ? $"{broken} of them have no sound result, and say why. " : "")}")
            .Append($"All numbers are in <a href=\"{Encode(table)}\">{Encode(table)}</a> too, a row a run.</p>\n")
            .Append("<p class=\"filter\" hidden><label>Show runs with <input id=\"words\" type=\"search\" autocomplete=\"off\" ")
            .Append("aria-describedby=\"count\"></label> <output id=\"count\" role=\"status\"></output><br>")
            .Append("<small>Words, and conditions such as <code>seed=3</code>, <code>test_vote_percent&gt;97</code>, <code>device=sim</code>.</small></p>\n");
    }

    private void Figures(IReadOnlyList<SweepRow> rows)
    {
        if (!rows.Any(row => row.PerClass.Length > 0))
        {
            return;
        }

        _html.Append("<section>\n<h2>Side by side</h2>\n")
            .Append("<p>Accuracy of each class, 0 to 100 %; each opens the report of its run.</p>\n<ul class=\"thumbs\">\n");
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index] is { PerClass.Length: > 0 } row)
            {
                var words = $"{row["run"]}{(row["seed"].Length > 0 ? $", seed {row["seed"]}" : "")}";
                var vote = Shown(First(row, "test_vote_percent", "validation_vote_percent", "train_vote_percent"));
                var inside = $"{Bars(row.PerClass, words)}<span>{Encode(words)}</span><strong>{Encode(vote)} %</strong>";
                _html.Append($"<li data-row=\"{index}\">{(row.Report is { } report ? $"<a href=\"{Link(report)}\">{inside}</a>" : inside)}</li>\n");
            }
        }

        _html.Append("</ul>\n</section>\n");
    }

    private static string First(SweepRow row, params string[] columns) =>
        columns.Select(column => row[column]).FirstOrDefault(value => value.Length > 0) ?? "";

    private static string Bars(double[] values, string words)
    {
        var width = (values.Length * BarWidth) + 1;
        var svg = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {ThumbHeight}\" preserveAspectRatio=\"none\" ")
            .Append(CultureInfo.InvariantCulture, $"role=\"img\" aria-label=\"{Encode(words)}: ")
            .AppendJoin(", ", values.Select(value => ReportNumber.Of(value))).Append(" %\">");
        for (var index = 0; index < values.Length; index++)
        {
            var height = double.IsFinite(values[index]) ? Math.Clamp(values[index], 0, 100) * ThumbHeight / 100 : 0;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{(index * BarWidth) + 1}\" y=\"{ThumbHeight - height:0.##}\" width=\"{BarWidth - 1}\" height=\"{height:0.##}\" "
                    + $"fill=\"#1667B0\"/>");
        }

        return svg.Append("</svg>").ToString();
    }

    private void Table(IReadOnlyList<SweepRow> rows)
    {
        int[] columns = [.. Enumerable.Range(0, SweepColumn.All.Count).Where(column => rows.Any(row => row.Cells[column].Length > 0))];
        _html.Append("<section>\n<h2>All numbers</h2>\n")
            .Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"All numbers; it scrolls sideways\">\n<table>\n")
            .Append("<thead><tr>");
        foreach (var index in columns)
        {
            var (column, text) = (SweepColumn.All[index], rows.Any(row => !IsNumber(row.Cells[index])));
            _html.Append($"<th scope=\"col\"{(text ? " class=\"text\"" : "")} data-name=\"{column.Name}\" title=\"{Encode(column.Words)}\">")
                .Append($"{column.Name}</th>");
        }

        _html.Append("</tr></thead>\n<tbody>\n");
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            _html.Append($"<tr data-row=\"{index}\"{(row["problem"].Length > 0 ? " class=\"broken\"" : "")}>");
            foreach (var column in columns)
            {
                Cell(row, column);
            }

            _html.Append("</tr>\n");
        }

        _html.Append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    // The exact value stands beside the rounded one, for sorting and filtering.
    private void Cell(SweepRow row, int column)
    {
        var (value, shown) = (row.Cells[column], Shown(row.Cells[column]));
        var exact = shown != value ? $" data-value=\"{Encode(value)}\"" : "";
        _html.Append(column == 0
            ? $"<th scope=\"row\">{(row.Report is { } report ? $"<a href=\"{Link(report)}\">{Encode(value)}</a>" : Encode(value))}</th>"
            : IsNumber(value) ? $"<td{exact}>{Encode(shown)}</td>"
            : $"<td class=\"text{(value.Length > LongText ? " long" : "")}\">{Encode(value)}</td>");
    }

    private static bool IsNumber(string text) => text.Length == 0 || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Shown(string value) =>
        value.Contains('.', StringComparison.Ordinal) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("G6", CultureInfo.InvariantCulture) : value;

    private static string Link(string path) => Encode(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Script() => Resource("sweep.js");

    private static string Style() => Resource("sweep.css");

    private static string Resource(string name)
    {
        using var stream = typeof(SweepPage).Assembly.GetManifestResourceStream($"FhnHw.Host.Reports.Sweep.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
