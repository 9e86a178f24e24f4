using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Compare;

/// <summary>Time step and rounding, each against its neighbours with all else equal.</summary>
internal static class ChoicesSection
{
    private static readonly string[] Numbers =
        ["spikes %", "period %", "trace error", "mean error", "transferred %", "in the loop %", "saturated, codes"];

    /// <summary>The sections; none where nothing differs in one of them alone.</summary>
    public static IEnumerable<ReportSection> Of(CompareResult result)
    {
        var steps = result.Formats.Where(format => format.Format.Arithmetic == Arithmetic.Floor)
            .GroupBy(format => (format.Format.WordBits, format.Format.ExtraBits)).Where(group => group.Count() > 1).ToArray();
        if (steps.Length > 0)
        {
            yield return new ReportSection("Time step", new ReportTable(
                Paragraphs.Compare.Say("time-steps"), ["format", .. Numbers],
                [.. steps.SelectMany(group => group.OrderBy(format => format.Format.DtExponent)).Select(Row)]));
        }

        var pairs = result.Formats.Where(format => format.Format.Arithmetic == Arithmetic.Nearest)
            .Select(nearest => (
                Nearest: nearest,
                Floor: result.Formats.FirstOrDefault(format => format.Format == nearest.Format with { Arithmetic = Arithmetic.Floor })))
            .Where(pair => pair.Floor is not null).ToArray();
        if (pairs.Length > 0)
        {
            yield return new ReportSection(
                "Rounding",
                new ReportText(Paragraphs.Compare.Say("rounding")),
                new ReportTable(
                    Paragraphs.Compare.Say("roundings"), ["format", .. Numbers],
                    [.. pairs.SelectMany(pair => new[] { Row(pair.Floor!), Row(pair.Nearest) })]));
        }
    }

    private static IReadOnlyList<string> Row(FormatResult format) =>
    [
        CompareWords.Of(format.Format), ReportNumber.Of(format.SpikingCodes), ReportNumber.Change(format.PeriodChange),
        ReportNumber.Of(format.TraceError, 2), ReportNumber.Of(format.MeanError, 3), ReportNumber.Of(format.Transferred.Vote, 2),
        ReportNumber.Of(format.LoopVote, 2), $"{format.SaturatedCodes}",
    ];
}
