using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Paper;

/// <summary>The slopes that stand in for the cells on the way back, and how true they are.</summary>
internal static class SurrogateSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var comparison = result.Surrogates;
        return new ReportSection(
            "Surrogates",
            new ReportText("Backward, a slope stands in the cells' place: of a sigmoid of tanh (`sigmoid`, the source's), of the time-mean -(a+I) (`meanfield`), or of the array's own response curve, smoothed (`measured`). The true gradient is taken through the array: the current of one cell of one image is moved by some codes up and down, the array answers, and the cross entropy of the time-mean outputs is computed anew. One is for all cells and images of a fixed batch; by W1 it follows exactly."),
            new ReportTable(
                "Right answers on the test images by surrogate and layer, percent, and the cosine of its gradient with the array's at the end of its run.",
                ["surrogate", "layer", "vote", "mean", "cosine by W1, first and last", "cosine by each sum, first and last"],
                [.. comparison.Runs.Select(Row)]),
            new ReportFigure(GradientCosineFigure.Draw(comparison, "sigmoid")),
            new ReportFigure(GradientCosineFigure.Draw(comparison, "linear")),
            new ReportTable(
                "Why the difference is taken over so many codes: cosine of the mean-field surrogate with differences of other widths, on its trained network with x read linearly.",
                ["codes each way", "in units of tanh", "by each sum", "by W1"],
                [.. comparison.Widths.Select(width => (IReadOnlyList<string>)[$"{width.Codes}", ReportNumber.Of(width.Du, 4), ReportNumber.Of(width.Sums, 3), ReportNumber.Of(width.W1, 3)])]),
            new ReportText("The answer to one code more is not smooth: a window is no whole number of periods, so the time-mean jitters by the window's ends, |Y_end - Y_start|/T, about 0.01 at T = 100, where one code of 12 bits moves it by 0.0002. Differences over a few codes measure that jitter. Over many codes the jitter is divided by the width and the curve shows; over too many, tanh's ends and the curve's bend come in."));
    }

    private static IReadOnlyList<string> Row(SurrogateRun run) =>
    [
        run.Surrogate, run.Layer, ReportNumber.Of(run.Test.Vote), ReportNumber.Of(run.Test.Mean),
        $"{ReportNumber.Of(run.CosineW1[0], 3)} → {ReportNumber.Of(run.CosineW1[^1], 3)}", $"{ReportNumber.Of(run.CosineSums[0], 3)} → {ReportNumber.Of(run.CosineSums[^1], 3)}",
    ];
}
