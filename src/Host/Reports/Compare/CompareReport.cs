using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Compare;

/// <summary>The report of a comparison: how few bits the cells need, and what they cost.</summary>
internal static class CompareReport
{
    // Percent of the codes.
    private const double Half = 50;

    /// <summary>Puts the page together.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="facts">Its provenance.</param>
    public static ReportPage Of(CompareResult result, IReadOnlyList<ReportFact> facts) => new(
        "How few bits do the cells need?", Lead(result), facts,
        [
            FormatSection.Of(result),
            .. BitsSection.Of(result),
            SpikeSection.Of(result),
            SigmaDeltaSection.Of(result),
            .. ChoicesSection.Of(result),
            CostSection.Of(result),
        ]);

    private static string Lead(CompareResult result)
    {
        var reference = result.Formats[0];
        var narrowest = result.Formats.Skip(1)
            .Where(format => format.Format.IsFixed && format.SpikingCodes > Half)
            .Where(format => format.LoopVote >= reference.LoopVote - CompareWords.Level)
            .OrderBy(format => format.Format.WordBits).ThenBy(format => format.Format.ExtraBits)
            .FirstOrDefault();
        var points = ReportNumber.Setting(CompareWords.Level);
        var found = narrowest is null
            ? Paragraphs.Compare.Say("none-found", ("points", points))
            : Paragraphs.Compare.Say(
                "narrowest", ("points", points), ("format", CompareWords.Of(narrowest.Format)), ("accuracy", ReportNumber.Of(narrowest.LoopVote, 2)));
        var lead = Paragraphs.Compare.Say("lead", ("ways", $"{result.Formats.Length - 1}"), ("reference", ReportNumber.Of(reference.LoopVote, 2)));
        return $"{lead} {found}{(result.Quick ? " " + Paragraphs.Compare.Say("short-form") : "")}";
    }
}
