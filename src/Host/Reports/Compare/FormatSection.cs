using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Compare;

/// <summary>Every format, a row each.</summary>
internal static class FormatSection
{
    private static readonly string[] SeedHead = ["seeds, vote %"];

    /// <summary>The section.</summary>
    public static ReportSection Of(CompareResult result) => new(
        "Every format",
        new ReportText(Paragraphs.Compare.Say(
            "formats", ("plain", ReportNumber.Of(result.Plain)), ("epochs", ReportNumber.Count(result.Epochs, "epoch")),
            ("seeds", result.Seeds > 1 ? $", mean of {result.Seeds} seeds" : ""))),
        new ReportText(Paragraphs.Compare.Say("columns")),
        new ReportTable(
            "Accuracies are of test images.",
            [
                "format", "spikes %", "period %", "duty, points", "trace error", "mean error", "equal %", "substituted %", "transferred %",
                "in the loop, vote %", "by mean %",
                .. result.Seeds > 1 ? SeedHead : [], "constants' hash",
            ],
            [.. result.Formats.Select(format => Row(format, result.Seeds > 1))]));

    private static IReadOnlyList<string> Row(FormatResult format, bool seeds) =>
    [
        CompareWords.Of(format.Format), ReportNumber.Of(format.SpikingCodes), ReportNumber.Change(format.PeriodChange),
        ReportNumber.Of(format.DutyChange), ReportNumber.Of(format.TraceError, 2), ReportNumber.Of(format.MeanError, 3),
        ReportNumber.Of(format.EqualPredictions), ReportNumber.Of(format.Substituted.Vote), ReportNumber.Of(format.Transferred.Vote, 2),
        ReportNumber.Of(format.LoopVote, 2), ReportNumber.Of(format.LoopMean, 2),
        .. seeds ? [Range(format.InLoop)] : (string[])[],
        format.ConstantsHash,
    ];

    // Of the votes, over the seeds.
    private static string Range(IReadOnlyList<Score> seeds) =>
        $"{ReportNumber.Of(seeds.Min(score => score.Vote), 2)} to {ReportNumber.Of(seeds.Max(score => score.Vote), 2)}";
}
