using FhnHw.Boards.Wire;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Html;
using FhnHw.Training.Network;

namespace FhnHw.Host.Reports.Paper;

/// <summary>Why the source's network may never answer 8.</summary>
internal static class LostDigitSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var classes = result.LostDigit[0].PerClass.Length;
        return new ReportSection(
            "The digit that vanished",
            new ReportText($"In the source the trained network never answers {PaperNumbers.LostDigit}, and the other nine reach about {ReportNumber.Of(PaperNumbers.Subset.Test / 0.9, 0)} % each. Its way of training is not given, so ways were tried; a digit is called lost below {LostDigit.Limit} %."),
            new ReportTable(
                $"Test images by vote, percent; medians over {result.LostDigit[0].Lost.Length} draws of the weights. Learning rates are constant and batches of 32 with SGD, of 128 with Adam, unless said.",
                ["way of training", "all", .. Enumerable.Range(0, classes).Select(digit => $"{digit}"), "lost, draw by draw"],
                [.. result.LostDigit.Select(Row)]),
            new ReportText(Words(result)));
    }

    private static IReadOnlyList<string> Row(LostDigitRow row) =>
        [row.Choice, ReportNumber.Of(row.Vote), .. row.PerClass.Select(digit => ReportNumber.Of(digit, 0)), string.Join(" · ", row.Lost.Select(Digits))];

    private static string Digits(int[] lost) => lost.Length == 0 ? "none" : string.Join(", ", lost);

    private static string Words(PaperResult result)
    {
        if (result.Quick)
        {
            return "The short form has too few epochs and draws to tell more; the whole compares the ways.";
        }

        var rows = result.LostDigit.ToDictionary(row => row.Choice);
        string Count(string way) => rows.TryGetValue(way, out var row)
            ? $"{row.Lost.Count(lost => lost.Length > 0)} of {row.Lost.Length} draws ({string.Join(" · ", row.Lost.Select(Digits))})"
            : "no draws";
        return $"{result.LostDigit.Count(row => row.Lost.All(lost => lost.Length == 0))} of {result.LostDigit.Length} ways lose no digit. Two kinds of way do. "
            + $"Too little training leaves out the digits that are learnt last, and others are then low as well: {LostDigit.Slow} loses digits in {Count(LostDigit.Slow)}. "
            + $"Steps that are too large for a cost with flat ends take out single digits and leave the others high, as in the source, and which digit it is depends on the draw: {LostDigit.Losing} loses digits in {Count(LostDigit.Losing)}, "
            + $"where {LostDigit.Steady} does in {Count(LostDigit.Steady)}. A squared error has no slope where the softmax is flat, so little pulls back a class that one large step has pushed down; cross entropy pulls the harder. "
            + $"As many epochs more in smaller steps leave it lost in {Count(LostDigit.Longer)}. "
            + $"Cells are not needed for it: without the sigmoid layer digits are lost in {Count(LostDigit.Linear)} at 0.03 and in {Count(LostDigit.LinearLarger)} at 0.1, "
            + $"and in a plain network of sigmoids in {Count(LostDigit.Plain)} and {Count(LostDigit.PlainLarger)}.";
    }
}
