using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Paper;

/// <summary>The surrogate gradients that stand in the cells' place in the backward pass, and how true they are.</summary>
internal static class SurrogateSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result) => new(
        "Surrogates",
        [
            new ReportText(Paragraphs.Paper.Say("surrogates")),
            .. result.Surrogates.SelectMany(Blocks),
            new ReportText(Paragraphs.Paper.Say("jitter")),
            .. result.Surrogates.Where(comparison => comparison.Hidden.Count > 1).Take(1).Select(
                _ => new ReportText(Paragraphs.Paper.Say("jitter-after"))),
        ]);

    private static IEnumerable<ReportBlock> Blocks(SurrogateComparison comparison)
    {
        var hidden = $"{comparison.Hidden}";
        yield return new ReportTable(
            Paragraphs.Paper.Say("surrogate-table", ("hidden", hidden)),
            [
                "surrogate", "readout non-linearity", "vote", "mean", "hidden layer", "cosine by its weights, first and last",
                "cosine by each sum, first and last",
            ],
            [.. comparison.Runs.SelectMany(run => run.Layers.Select((cosines, layer) => Row(run, layer, cosines)))]);
        foreach (var nonlinearity in comparison.Runs.Select(run => run.Nonlinearity).Distinct())
        {
            for (var layer = 0; layer < comparison.Hidden.Count; layer++)
            {
                yield return new ReportFigure(GradientCosineFigure.Draw(comparison, nonlinearity, layer));
            }
        }

        yield return new ReportTable(
            Paragraphs.Paper.Say("widths", ("hidden", hidden)),
            ["hidden layer", "codes each way", "in units of tanh", "by its weights", "by each sum"],
            [.. comparison.Widths.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(SurrogateRun run, int layer, LayerCosines cosines) =>
    [
        run.Surrogate, run.Nonlinearity, ReportNumber.Of(run.Test.Vote), ReportNumber.Of(run.Test.Mean), $"{layer + 1}",
        FirstAndLast(cosines.Weights), FirstAndLast(cosines.Sums),
    ];

    private static IReadOnlyList<string> Row(StepWidth width) =>
        [$"{width.Layer}", $"{width.Codes}", ReportNumber.Of(width.Du, 4), ReportNumber.Of(width.Weights, 3), ReportNumber.Of(width.Sums, 3)];

    private static string FirstAndLast(double[] cosines) => $"{ReportNumber.Of(cosines[0], 3)} → {ReportNumber.Of(cosines[^1], 3)}";
}
