using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports;

/// <summary>Leaves a report in a folder: <c>report.html</c>, which needs no other file, and beside it each figure as SVG, its numbers as CSV,
/// and plots as PNG.</summary>
internal static partial class ReportFolder
{
    /// <summary>The page of a folder.</summary>
    public static string Page(string folder) => Path.Combine(folder, "report.html");

    /// <summary>The folder of the figures.</summary>
    public static string Figures(string folder) => Path.Combine(folder, "figures");

    /// <summary>Writes page and figures.</summary>
    public static void Write(string folder, ReportPage page)
    {
        SideBySide.Run([.. page.Figures.Select(figure => (Func<bool>)(() => Write(folder, figure)))], SideBySide.Lanes);
        AtomicFile.WriteText(Page(folder), HtmlWriter.Write(page)); // with the pictures as they were drawn
        RemoveOlder(folder, page);
    }

    // Figures of images that an earlier report showed are of earlier weights: those of this report alone stay.
    private static void RemoveOlder(string folder, ReportPage page)
    {
        var shown = page.Figures.Select(figure => figure.Name).ToHashSet();
        foreach (var file in Directory.Exists(Figures(folder)) ? Directory.GetFiles(Figures(folder)) : [])
        {
            if (OfAnImage().IsMatch(Path.GetFileName(file)) && !shown.Contains(Path.GetFileNameWithoutExtension(file)))
            {
                File.Delete(file);
            }
        }
    }

    [GeneratedRegex(@"^[a-z-]+-\d+\.(svg|csv|png)$")]
    private static partial Regex OfAnImage();

    private static bool Write(string folder, IFigure figure)
    {
        string File(string ending) => Path.Combine(Figures(folder), $"{figure.Name}.{ending}");
        AtomicFile.WriteText(File("svg"), figure.Svg() + "\n");
        AtomicFile.WriteText(File("csv"), figure.Csv());
        if (figure.Png() is { } picture)
        {
            AtomicFile.Write(File("png"), stream => stream.Write(picture));
        }

        return true;
    }
}
