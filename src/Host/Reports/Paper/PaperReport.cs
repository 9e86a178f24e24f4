using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Paper;

/// <summary>The report of a reproduction of the paper: every table and figure of the source beside ours.</summary>
internal static class PaperReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="facts">Where it comes from.</param>
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
            TimeSection(result),
        ]);

    private static string Lead(PaperResult result)
    {
        var half = result.Substituted.First(row => row.Gamma == -0.5);
        return $"Bogatenko, Sergeev, Slepnev, Kurths, Semenova, “Symbiosis of an artificial neural network and models of biological neurons: training and testing”, Chaos 33 (2023), doi 10.1063/5.0152703, run again on {result.Devices[0].Name} with {result.Data}. "
            + $"Cells put into a trained network at gamma -0.5 answer {ReportNumber.Of(half.Test.Vote)} % of the test images right (source: 73.3 %); a network trained with the cells in the loop answers {ReportNumber.Of(result.Loop.Test.Vote)} % (source: 79.3 %)."
            + (result.Quick ? " This is the short form: fewer images and epochs, so numbers lie below those of the whole." : "");
    }

    private static ReportSection TimeSection(PaperResult result) => new(
        "Time",
        new ReportTable(
            "Wall time of each part, seconds.", ["part", "s"],
            [.. result.PartSeconds.Select(part => (IReadOnlyList<string>)[part.Key, ReportNumber.Of(part.Value)])]));
}
