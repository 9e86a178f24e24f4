using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Paper;

/// <summary>Why the source's network may never answer 8.</summary>
internal static class LostDigitSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var classes = result.LostDigit[0].PerDigit.Length;
        return new ReportSection(
            "The digit that vanished",
            new ReportText($"In the source the trained network never answers {SourceNumbers.LostDigit}, and the other nine reach about {Percent.Of(SourceNumbers.Subset.Test / 0.9, 0)} % each. Its way of training is not given, so ways were tried; a digit is called lost below {LostDigit.Limit} %."),
            new ReportTable(
                $"Test images by vote, percent; medians over {result.LostDigit[0].Lost.Length} draws of the weights. Learning rates are constant and batches of 32 with SGD, of 128 with Adam, unless said.",
                ["way of training", "all", .. Enumerable.Range(0, classes).Select(digit => $"{digit}"), "lost, draw by draw"],
                [.. result.LostDigit.Select(Row)]),
            new ReportText(Words(result)));
    }

    private static IReadOnlyList<string> Row(LostDigitRow row) =>
        [row.Choice, Percent.Of(row.Vote), .. row.PerDigit.Select(digit => Percent.Of(digit, 0)), string.Join(" · ", row.Lost.Select(Digits))];

    private static string Digits(int[] lost) => lost.Length == 0 ? "none" : string.Join(", ", lost);

    private static string Words(PaperResult result)
    {
        var losing = result.LostDigit.Where(row => row.Lost.Any(lost => lost.Length > 0)).Select(row => row.Choice).ToArray();
        var keeping = result.LostDigit.Length - losing.Length;
        return $"{keeping} of {result.LostDigit.Length} ways lose no digit in any draw; these do in at least one: {(losing.Length == 0 ? "none" : string.Join("; ", losing))}.";
    }
}
