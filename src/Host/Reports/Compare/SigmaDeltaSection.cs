using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Figures.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Compare;

/// <summary>Why few bits of x are enough.</summary>
internal static class SigmaDeltaSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(CompareResult result) => new(
        "Why few bits of x are enough",
        new ReportText(Paragraphs.Compare.Say("sigma-delta")),
        new ReportFigure(MeanCourseFigure.Draw(result)));
}
