using FhnHw.Files;
using FhnHw.Host.Experiments.Sharing;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports;

/// <summary>Leaves a report in a folder: <c>report.html</c>, which needs no other file, and each figure as SVG and PNG.</summary>
internal static class ReportFolder
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
    }

    private static bool Write(string folder, Figure figure)
    {
        AtomicFile.WriteText(Path.Combine(Figures(folder), $"{figure.Name}.svg"), figure.Svg() + "\n");
        AtomicFile.Write(Path.Combine(Figures(folder), $"{figure.Name}.png"), stream => stream.Write(figure.Png()));
        return true;
    }
}
