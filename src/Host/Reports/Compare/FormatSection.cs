using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Html;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Seeding;

namespace FhnHw.Host.Reports.Compare;

/// <summary>Every format, a row each.</summary>
internal static class FormatSection
{
    private static readonly string[] SeedHead = ["seeds, vote %"];

    /// <summary>The section.</summary>
    public static ReportSection Of(CompareResult result) => new(
        "Every format",
        new ReportText($"x has W bits, the current and y have e more; dt = 2^-k, and eps = 0.01. Cells run 200 time units, then 100 are recorded; currents are codes of 8 bits, I = -tanh(W1·image). Implanted: cells in a network that was trained without any, which answers {ReportNumber.Of(result.Plain)} % right. Transferred: the weights were trained with double cells in the loop. In the loop: they were trained with these cells, {result.Epochs} epochs{(result.Seeds > 1 ? $", mean of {result.Seeds} seeds" : "")}."),
        new ReportText("Spikes: codes at which cells spike, of those within |I| < 1. Period and duty against double's: median and largest over the currents of the table below at which both spike. Trace error: root mean square of x minus double's after alignment of phases, median. Mean error: root mean square of (mean of x) + I over all codes. Equal: test images with the same answer by vote as double gives with the same weights."),
        new ReportTable(
            "Accuracies are of test images.",
            [
                "format", "spikes %", "period %", "duty, points", "trace error", "mean error", "equal %", "implanted %", "transferred %", "in the loop, vote %", "by mean %",
                .. result.Seeds > 1 ? SeedHead : [], "constants' hash",
            ],
            [.. result.Formats.Select(format => Row(format, result.Seeds > 1))]));

    private static IReadOnlyList<string> Row(FormatResult format, bool seeds) =>
    [
        CompareWords.Of(format.Format), ReportNumber.Of(format.SpikingCodes), ReportNumber.Change(format.PeriodChange), ReportNumber.Of(format.DutyChange), ReportNumber.Of(format.TraceError, 2),
        ReportNumber.Of(format.MeanError, 3), ReportNumber.Of(format.EqualPredictions), ReportNumber.Of(format.Substituted.Vote), ReportNumber.Of(format.Transferred.Vote, 2),
        ReportNumber.Of(format.LoopVote, 2), ReportNumber.Of(format.LoopMean, 2),
        .. seeds ? [$"{ReportNumber.Of(format.InLoop.Min(score => score.Vote), 2)} to {ReportNumber.Of(format.InLoop.Max(score => score.Vote), 2)}"] : (string[])[],
        format.ConstantsHash,
    ];
}
