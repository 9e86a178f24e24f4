using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Paper;

/// <summary>Why the paper's network may never predict 8.</summary>
internal static class LostDigitSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var classes = result.LostDigit[0].PerClass.Length;
        return new ReportSection(
            "The digit that vanished",
            new ReportText(Paragraphs.Paper.Say(
                "lost-digit", ("digit", $"{PaperNumbers.LostDigit}"), ("others", ReportNumber.Of(PaperNumbers.Subset.Test / 0.9, 0)),
                ("limit", ReportNumber.Setting(LostDigit.Limit)))),
            new ReportTable(
                Paragraphs.Paper.Say("ways-of-training", ("draws", $"{result.LostDigit[0].Lost.Length}")),
                ["way of training", "all", .. Enumerable.Range(0, classes).Select(digit => $"{digit}"), "lost, draw by draw"],
                [.. result.LostDigit.Select(Row)]),
            new ReportText(Words(result)));
    }

    private static IReadOnlyList<string> Row(LostDigitRow row) =>
    [
        row.Choice, ReportNumber.Of(row.Vote), .. row.PerClass.Select(digit => ReportNumber.Of(digit, 0)),
        string.Join(" · ", row.Lost.Select(Digits)),
    ];

    private static string Digits(int[] lost) => lost.Length == 0 ? "none" : string.Join(", ", lost);

    private static string Words(PaperResult result)
    {
        if (result.Quick)
        {
            return Paragraphs.Paper.Say("too-short-for-ways");
        }

        var rows = result.LostDigit.ToDictionary(row => row.Choice);
        string Count(string way) => rows.TryGetValue(way, out var row)
            ? $"{row.Lost.Count(lost => lost.Length > 0)} of {row.Lost.Length} draws ({string.Join(" · ", row.Lost.Select(Digits))})"
            : "no draws";
        return Paragraphs.Paper.Say(
            "ways-compared",
            ("keeping", $"{result.LostDigit.Count(row => row.Lost.All(lost => lost.Length == 0))}"),
            ("ways", $"{result.LostDigit.Length}"),
            ("slowWay", LostDigit.Slow), ("slow", Count(LostDigit.Slow)),
            ("losingWay", LostDigit.Losing), ("losing", Count(LostDigit.Losing)),
            ("steadyWay", LostDigit.Steady), ("steady", Count(LostDigit.Steady)),
            ("longer", Count(LostDigit.Longer)),
            ("linear", Count(LostDigit.Linear)), ("linearLarger", Count(LostDigit.LinearLarger)),
            ("plain", Count(LostDigit.Plain)), ("plainLarger", Count(LostDigit.PlainLarger)));
    }
}
