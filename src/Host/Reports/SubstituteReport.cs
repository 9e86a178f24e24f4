using FhnHw.Host.Experiments.Substituting;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Reports;

/// <summary>The report of a network that cells were implanted in.</summary>
internal static class SubstituteReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="rows">One a gamma.</param>
    /// <param name="plainTrain">The plain network on the training images, percent.</param>
    /// <param name="plainTest">The plain network on the test images.</param>
    /// <param name="facts">Where it comes from.</param>
    public static ReportPage Of(IReadOnlyList<SubstituteRow> rows, double plainTrain, double plainTest, IReadOnlyList<ReportFact> facts) => new(
        "FitzHugh-Nagumo cells implanted in a plain network",
        $"The plain network answers {ReportNumber.Of(plainTest)} % of the test images right; with cells in its hidden layer, at gamma {ReportNumber.Plain(rows[0].Gamma)}, it is {ReportNumber.Of(rows[0].Test.Vote)} % by vote.",
        facts,
        [
            new("Accuracy",
                new ReportTable(
                    "Right answers by vote, percent, beside the source's Table 1.", ["", "train", "source", "test", "source"],
                    [
                        ["plain (no cells)", ReportNumber.Of(plainTrain), ReportNumber.Of(PaperNumbers.Plain.Train), ReportNumber.Of(plainTest), ReportNumber.Of(PaperNumbers.Plain.Test)],
                        .. rows.Select(Row),
                    ]),
                new ReportFigure(ClassBarsFigure.Draw(
                    "digits", "Each digit", "Test images, by vote.",
                    [.. rows.Select(row => ($"gamma {ReportNumber.Plain(row.Gamma)}", row.Test.PerClass))]))),
        ]);

    private static IReadOnlyList<string> Row(SubstituteRow row)
    {
        var source = PaperNumbers.At(row.Gamma);
        return [$"gamma {ReportNumber.Plain(row.Gamma)}", ReportNumber.Of(row.Train.Vote), ReportNumber.Of(source?.Train), ReportNumber.Of(row.Test.Vote), ReportNumber.Of(source?.Test)];
    }
}
