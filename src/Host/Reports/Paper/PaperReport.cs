using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Paper;

/// <summary>The report of a reproduction of the paper: every table and figure of the paper beside ours.</summary>
internal static class PaperReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="facts">Its provenance.</param>
    public static ReportPage Of(PaperResult result, IReadOnlyList<ReportFact> facts) => new(
        "FitzHugh-Nagumo cells in a network: the paper reproduced",
        Lead(result), facts,
        [
            CellSection.Of(result),
            SubstituteSection.Of(result),
            LoopSection.Of(result),
            SensitivitySection.Of(result),
            LostDigitSection.Of(result),
            SurrogateSection.Of(result),
        ]);

    private static string Lead(PaperResult result)
    {
        var half = result.Substituted.First(row => row.Gamma == -0.5);
        return Paragraphs.Paper.Say(
            "lead",
            ("device", result.Devices[0].Name), ("data", result.Data),
            ("substituted", ReportNumber.Of(half.Test.Vote)), ("paperSubstituted", ReportNumber.Of(PaperNumbers.At(half.Gamma)?.Test)),
            ("loop", ReportNumber.Of(result.Loop.Test.Vote)), ("paperLoop", ReportNumber.Of(PaperNumbers.Subset.Test)))
            + (result.Quick ? " " + Paragraphs.Paper.Say("short-form") : "");
    }
}
