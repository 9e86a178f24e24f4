using System.Net;
using System.Text.RegularExpressions;
using FhnHw.Host.Reports.Html;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Reports;

/// <summary>What figures are called: in reports, and in docs/guide/what-the-figures-mean.md.</summary>
internal static partial class FigureNames
{
    private const string NameColumn = "its name in the report";

    /// <summary>Pages of the studies that take long.</summary>
    public static IEnumerable<string> Samples => new[] { SamplePaper.Page, SampleCompare.Page, SpeedReportTests.Page }.Select(HtmlWriter.Write);

    /// <summary>The names under the figures of a page.</summary>
    public static IEnumerable<string> Under(string html) =>
        UnderFigure().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    /// <summary>The names in the guide: in bold, or in the tables' column of names. Of a name that goes on in the report its beginning.</summary>
    public static IEnumerable<string> InGuide()
    {
        var hasNames = false;
        foreach (var line in File.ReadLines(Path.Combine(Checkout.Root, "docs", "guide", "what-the-figures-mean.md")))
        {
            hasNames = line.Contains(NameColumn, StringComparison.Ordinal) || (hasNames && line.StartsWith('|'));
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var names = !hasNames ? Bold().Matches(line).Select(match => match.Groups[1].Value) : IsNamed(cells) ? cells[2].Split(", ") : [];
            foreach (var name in names)
            {
                yield return name;
            }
        }
    }

    private static bool IsNamed(string[] cells) => cells[2] != NameColumn && !cells[2].StartsWith("---", StringComparison.Ordinal);

    [GeneratedRegex("<figcaption><strong>(.*?)\\.</strong>")]
    private static partial Regex UnderFigure();

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();
}
