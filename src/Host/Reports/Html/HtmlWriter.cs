using System.Net;
using System.Text;
using FhnHw.Host.Reports.Figures;

namespace FhnHw.Host.Reports.Html;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: no network, no other file. A script of its own shows values and zooms; without scripts
/// the page says the same.
/// </summary>
internal sealed class HtmlWriter
{
    // A column with a longer cell holds words, not numbers.
    private const int ShortCell = 18;

    // Of more columns a table becomes a list of cards where the page is narrow, so that none is hidden.
    private const int FewColumns = 4, ManyColumns = 9;

    private readonly StringBuilder _html = new();

    private HtmlWriter()
    {
    }

    /// <summary>The whole file.</summary>
    public static string Write(ReportPage page)
    {
        var writer = new HtmlWriter();
        writer.WritePage(page);
        return writer._html.ToString();
    }

    private void WritePage(ReportPage page)
    {
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<link rel=\"icon\" href=\"data:,\">\n")
            .Append($"<title>{Encode(page.Title)}</title>\n<style>\n{ReportStyle.Css}</style>\n</head>\n<body>\n<main>\n")
            .Append($"<h1>{Encode(page.Title)}</h1>\n<p class=\"lead\">{Inline(page.Lead)}</p>\n");
        if (FigureFonts.Family is null)
        {
            _html.Append($"<p><strong>{Encode(FigureFonts.Missing)}</strong></p>\n");
        }

        foreach (var section in page.Sections)
        {
            _html.Append($"<section>\n<h2>{Encode(section.Heading)}</h2>\n");
            WriteBlocks(section.Blocks);

            _html.Append("</section>\n");
        }

        WriteFacts(page.Facts);
        _html.Append("</main>\n");
        if (page.Figures.Any())
        {
            _html.Append($"<script>\n{ReportStyle.Script}</script>\n");
        }

        _html.Append("</body>\n</html>\n");
    }

    // Figures that follow each other stand side by side where the page is wide enough.
    private void WriteBlocks(IReadOnlyList<ReportBlock> blocks)
    {
        var inFigures = false;
        foreach (var block in blocks)
        {
            var isPlot = block is ReportFigure { Figure.IsBroad: false };
            if (isPlot != inFigures)
            {
                _html.Append(isPlot ? "<div class=\"figures\">\n" : "</div>\n");
                inFigures = isPlot;
            }

            WriteBlock(block);
        }

        _html.Append(inFigures ? "</div>\n" : "");
    }

    private void WriteFigure(IFigure figure)
    {
        var svg = figure.Svg();
        _html.Append($"<figure id=\"{figure.Name}\"{(figure.IsBroad ? " class=\"broad\"" : "")}>\n{svg}\n")
            .Append($"<figcaption><strong>{Encode(figure.Title)}.</strong> {Inline(figure.Caption)} ")
            .Append($"<a href=\"figures/{figure.Name}.csv\">Numbers (CSV)</a></figcaption>\n");
        if (figure.Places() is { } places)
        {
            _html.Append($"<script type=\"application/json\">{places}</script>\n");
        }

        _html.Append("</figure>\n");
    }

    private void WriteFacts(IReadOnlyList<ReportFact> facts)
    {
        _html.Append("<section>\n<h2>Provenance</h2>\n<dl>\n");
        foreach (var fact in facts)
        {
            _html.Append($"<dt>{Encode(fact.Name)}</dt><dd>{Inline(fact.Value)}</dd>\n");
        }

        _html.Append("</dl>\n</section>\n");
    }

    private void WriteBlock(ReportBlock block)
    {
        switch (block)
        {
            case ReportText text:
                _html.Append($"<p>{Inline(text.Text)}</p>\n");
                break;
            case ReportFigure { Figure: var figure }:
                WriteFigure(figure);
                break;
            case ReportTable table:
                WriteTable(table);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A block that no page knows.");
        }
    }

    private void WriteTable(ReportTable table)
    {
        var size = table.Head.Count > ManyColumns ? "many" : table.Head.Count > FewColumns ? "several" : "few";
        _html.Append($"<table class=\"{size}\">\n")
            .Append($"<caption>{Inline(table.Caption)}</caption>\n<thead><tr>");
        var words = table.Head.Select((_, column) => column > 0 && table.Rows.Any(row => row[column].Length > ShortCell)).ToArray();
        for (var column = 0; column < words.Length; column++)
        {
            _html.Append($"<th scope=\"col\"{(words[column] ? " class=\"words\"" : "")}>{Inline(table.Head[column])}</th>");
        }

        _html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            _html.Append($"<tr><th scope=\"row\">{Inline(row[0])}</th>");
            for (var column = 1; column < row.Count; column++)
            {
                var name = size == "few" ? "" : $" data-name=\"{Encode(table.Head[column].Replace("`", "", StringComparison.Ordinal))}\"";
                _html.Append($"<td{(words[column] ? " class=\"words\"" : "")}{name}>{Inline(row[column])}</td>");
            }

            _html.Append("</tr>\n");
        }

        _html.Append("</tbody>\n</table>\n");
    }

    // Backticks come in pairs: every second part is code.
    private static string Inline(string text) => string.Concat(
        text.Split('`').Select((part, index) => index % 2 == 0 ? Encode(part) : $"<code>{Encode(part)}</code>"));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
