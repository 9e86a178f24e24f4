using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Paper;

/// <summary>The surrogate gradients that stand in the cells' place in the backward pass, and how true they are.</summary>
internal static class SurrogateSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var comparison = result.Surrogates;
        return new ReportSection(
            "Surrogates",
            new ReportText(Paragraphs.Paper.Say("surrogates")),
            new ReportTable(
                Paragraphs.Paper.Say("surrogate-table"),
                ["surrogate", "readout non-linearity", "vote", "mean", "cosine by W1, first and last", "cosine by each sum, first and last"],
                [.. comparison.Runs.Select(Row)]),
            new ReportFigure(GradientCosineFigure.Draw(comparison, "sigmoid")),
            new ReportFigure(GradientCosineFigure.Draw(comparison, "linear")),
            new ReportTable(
                Paragraphs.Paper.Say("widths"),
                ["codes each way", "in units of tanh", "by each sum", "by W1"],
                [.. comparison.Widths.Select(Row)]),
            new ReportText(Paragraphs.Paper.Say("jitter")));
    }

    private static IReadOnlyList<string> Row(SurrogateRun run) =>
    [
        run.Surrogate, run.Nonlinearity, ReportNumber.Of(run.Test.Vote), ReportNumber.Of(run.Test.Mean),
        FirstAndLast(run.CosineW1), FirstAndLast(run.CosineSums),
    ];

    private static IReadOnlyList<string> Row(StepWidth width) =>
        [$"{width.Codes}", ReportNumber.Of(width.Du, 4), ReportNumber.Of(width.Sums, 3), ReportNumber.Of(width.W1, 3)];

    private static string FirstAndLast(double[] cosines) => $"{ReportNumber.Of(cosines[0], 3)} → {ReportNumber.Of(cosines[^1], 3)}";
}
