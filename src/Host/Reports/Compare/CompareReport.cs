using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Compare;

/// <summary>The report of a comparison: how few bits the cells need, and what they cost.</summary>
internal static class CompareReport
{
    // Percent of the codes.
    private const double Half = 50;

    /// <summary>Puts the page together.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="facts">Where it comes from.</param>
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
            .Where(format => format.Format.IsFixed && format.SpikingCodes > Half && format.LoopVote >= reference.LoopVote - CompareWords.Level)
            .OrderBy(format => format.Format.WordBits).ThenBy(format => format.Format.ExtraBits)
            .FirstOrDefault();
        var found = narrowest is null
            ? $"No format here comes within {ReportNumber.Plain(CompareWords.Level)} points of it with cells that spike."
            : $"The narrowest cells that spike at most codes and come within {ReportNumber.Plain(CompareWords.Level)} points of it, trained in the loop, have {CompareWords.Of(narrowest.Format)}: {ReportNumber.Of(narrowest.LoopVote, 2)} %.";
        return $"{result.Formats.Length - 1} ways to compute FitzHugh-Nagumo cells beside double Runge-Kutta, with which a network of 100 cells answers {ReportNumber.Of(reference.LoopVote, 2)} % of the test images right by vote. {found}"
            + (result.Quick ? " This is the short form: fewer formats, images and epochs." : "");
    }
}
