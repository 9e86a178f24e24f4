using System.Text;
using FhnHw.Host.Reports.Figures;

namespace FhnHw.Host.Reports.Html;

/// <summary>The look of a report: <c>report.css</c>, with the dark colours of figures; and its script, <c>report.js</c>.</summary>
internal static class ReportStyle
{
    /// <summary>The whole style sheet.</summary>
    public static string Css { get; } = Read("report.css") + DarkFigures();

    /// <summary>The script that shows values under the pointer and zooms.</summary>
    public static string Script { get; } = Read("report.js");

    private static string Read(string file)
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream($"FhnHw.Host.Reports.Html.{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A rule of the page outdoes a colour that stands as an attribute in the SVG; the files beside the page stay light.
    private static string DarkFigures()
    {
        var css = new StringBuilder("@media screen and (prefers-color-scheme: dark) {\n");
        foreach (var (light, dark) in FigureColours.All)
        {
            css.Append($"  svg [fill=\"{light}\"] {{ fill: {dark}; }}\n  svg [stroke=\"{light}\"] {{ stroke: {dark}; }}\n");
        }

        return css.Append("}\n").ToString();
    }
}
