using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Paper;

/// <summary>The cell: Figure 2 and the response curve.</summary>
internal static class CellSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result) => new(
        "The cell",
        new ReportText(Paragraphs.Paper.Say("cell")),
        new ReportFigure(PhasePlaneFigure.Draw(result.Orbits)),
        new ReportFigure(DriveResponseFigure.Draw(result.Response)));
}
