using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Compare;

/// <summary>Time step and rounding, each against its neighbours with all else equal.</summary>
internal static class ChoicesSection
{
    private static readonly string[] Numbers = ["spikes %", "period %", "trace error", "mean error", "transferred %", "in the loop %", "held, codes"];

    /// <summary>The sections; none where nothing differs in one of them alone.</summary>
    public static IEnumerable<ReportSection> Of(CompareResult result)
    {
        var steps = result.Formats.Where(format => format.Format.Arithmetic == Arithmetic.Floor)
            .GroupBy(format => (format.Format.WordBits, format.Format.ExtraBits)).Where(group => group.Count() > 1).ToArray();
        if (steps.Length > 0)
        {
            yield return new ReportSection("Time step", new ReportTable(
                "Formats at several time steps. Held: codes, of 255, at which x was held at its bound.", ["format", .. Numbers],
                [.. steps.SelectMany(group => group.OrderBy(format => format.Format.DtExponent)).Select(Row)]));
        }

        var pairs = result.Formats.Where(format => format.Format.Arithmetic == Arithmetic.Nearest)
            .Select(nearest => (Nearest: nearest, Floor: result.Formats.FirstOrDefault(format => format.Format == nearest.Format with { Arithmetic = Arithmetic.Floor })))
            .Where(pair => pair.Floor is not null).ToArray();
        if (pairs.Length > 0)
        {
            yield return new ReportSection(
                "Rounding",
                new ReportText("The normative step floors every shift, which costs no logic. Rounded to nearest, each product and what f sees of y gain half an LSB first; y itself is exact either way. No device computes it: it is here to tell what the floors do."),
                new ReportTable(
                    "Floor and round-to-nearest. Held: codes, of 255, at which x was held at its bound.", ["format", .. Numbers],
                    [.. pairs.SelectMany(pair => new[] { Row(pair.Floor!), Row(pair.Nearest) })]));
        }
    }

    private static IReadOnlyList<string> Row(FormatResult format) =>
    [
        CompareWords.Of(format.Format), ReportNumber.Of(format.SpikingCodes), ReportNumber.Change(format.PeriodChange), ReportNumber.Of(format.TraceError, 2),
        ReportNumber.Of(format.MeanError, 3), ReportNumber.Of(format.Transferred.Vote, 2), ReportNumber.Of(format.LoopVote, 2), $"{format.SaturatedCodes}",
    ];
}
