using FhnHw.Boards.Wire;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Html;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Reports.Paper;

/// <summary>What the source leaves open, and what it matters.</summary>
internal static class SensitivitySection
{
    // A change is called one where it is larger than this many times what other seeds change.
    private const double Clear = 2;

    // The plain network is one and the same in all rows; this many points is what its test images leave open.
    private const double ClearSubstituted = 2;

    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var (rows, spread) = (result.Sensitivity.Rows, result.Sensitivity.Spread);
        var start = rows[0];
        return new ReportSection(
            "What the source leaves open",
            [
                new ReportText($"Each choice is changed by itself. Other seeds alone move the vote of the trained network by {ReportNumber.Of(spread)} points; a change of it is called clear beyond {Clear} times that and 1 point, by vote or by the time-mean, one of the implanted network beyond {ClearSubstituted} points."),
                new ReportTable(
                    "Accuracy on test images, percent; changes against the first row, which is eps 0.01, dt 2^-8, the device's own arithmetic, start at (0.1, 0.1), T_trans 200, T 100, gamma -0.5, a sigmoid layer, Adam 5e-3 with a cosine. Implanted: cells in the plain network at gamma -0.5, T_trans 200. Trained: in the loop, as in section 4 but with fewer epochs.",
                    ["choice", "value", "implanted, vote", "change", "implanted, mean", "trained, vote", "change", "trained, mean", "lowest digit", "clear?"],
                    [.. rows.Select(row => Row(row, start, spread))]),
                new ReportText(Words(result)),
                .. Refused(result.Sensitivity.Refused ?? []),
            ]);
    }

    // Told and not left out in silence: a choice that this device cannot take.
    private static IEnumerable<ReportText> Refused(string[] refused) =>
        refused.Select(sentence => new ReportText($"Not to be had on this device: {sentence}"));

    private static IReadOnlyList<string> Row(SensitivityRow row, SensitivityRow start, double spread) =>
    [
        row.Choice, row.Value, ReportNumber.Of(row.Substituted), ReferenceEquals(row, start) ? "" : ReportNumber.Change(row.Substituted - start.Substituted), ReportNumber.Of(row.SubstitutedMean),
        ReportNumber.Of(row.Vote), ReferenceEquals(row, start) ? "" : ReportNumber.Change(row.Vote - start.Vote), ReportNumber.Of(row.Mean),
        $"{ReportNumber.Of(row.Lowest, 0)} ({row.LowestClass})", IsClear(row, start, spread) ? "yes" : "",
    ];

    private static bool IsClear(SensitivityRow row, SensitivityRow start, double spread) =>
        Moves(row.Vote - start.Vote, spread) || Moves(row.Mean - start.Mean, spread) || Math.Abs(row.Substituted - start.Substituted) > ClearSubstituted;

    private static bool Moves(double change, double spread) => Math.Abs(change) > Math.Max(1, Clear * spread);

    private static string Words(PaperResult result)
    {
        var start = result.Sensitivity.Rows[0];
        var groups = result.Sensitivity.Rows.Skip(1).Where(row => row.Choice != "seed")
            .GroupBy(row => row.Choice)
            .ToLookup(group => group.Any(row => IsClear(row, start, result.Sensitivity.Spread)), group => group.Key);
        return $"What moves the result: {Names(groups[true])}. What does not: {Names(groups[false])}.";
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("nothing"));
}
