using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Paper;

/// <summary>What the paper leaves open, and how much it matters.</summary>
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
            "What the paper leaves open",
            [
                new ReportText(Paragraphs.Paper.Say(
                    "open-choices", ("seeds", ReportNumber.Of(spread)), ("clear", ReportNumber.Setting(Clear)),
                    ("clearSubstituted", ReportNumber.Setting(ClearSubstituted)))),
                new ReportTable(
                    Paragraphs.Paper.Say("sensitivities"),
                    [
                        "choice", "value", "substituted, vote", "change", "substituted, mean", "trained, vote", "change", "trained, mean",
                        "lowest class", "clear?",
                    ],
                    [.. rows.Select(row => Row(row, start, spread))]),
                new ReportText(Words(result)),
                .. Refused(result.Sensitivity.Refused ?? []),
            ]);
    }

    // Told and not left out in silence: a choice that this device cannot take.
    private static IEnumerable<ReportText> Refused(string[] refused) =>
        refused.Select(sentence => new ReportText(Paragraphs.Paper.Say("refused", ("sentence", sentence))));

    private static IReadOnlyList<string> Row(SensitivityRow row, SensitivityRow start, double spread) =>
    [
        row.Choice, row.Value,
        ReportNumber.Of(row.Substituted), ReferenceEquals(row, start) ? "" : ReportNumber.Change(row.Substituted - start.Substituted),
        ReportNumber.Of(row.SubstitutedMean),
        ReportNumber.Of(row.Vote), ReferenceEquals(row, start) ? "" : ReportNumber.Change(row.Vote - start.Vote), ReportNumber.Of(row.Mean),
        $"{ReportNumber.Of(row.Lowest, 0)} ({row.LowestClass})", IsClear(row, start, spread) ? "yes" : "",
    ];

    private static bool IsClear(SensitivityRow row, SensitivityRow start, double spread) =>
        Moves(row.Vote - start.Vote, spread) || Moves(row.Mean - start.Mean, spread)
        || Math.Abs(row.Substituted - start.Substituted) > ClearSubstituted;

    private static bool Moves(double change, double spread) => Math.Abs(change) > Math.Max(1, Clear * spread);

    private static string Words(PaperResult result)
    {
        var start = result.Sensitivity.Rows[0];
        var groups = result.Sensitivity.Rows.Skip(1).Where(row => row.Choice != "seed")
            .GroupBy(row => row.Choice)
            .ToLookup(group => group.Any(row => IsClear(row, start, result.Sensitivity.Spread)), group => group.Key);
        return Paragraphs.Paper.Say("what-moves", ("clear", Names(groups[true])), ("unclear", Names(groups[false])));
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("nothing"));
}
