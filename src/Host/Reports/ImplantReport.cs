using FhnHw.Host.Experiments.Implanting;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Reports;

/// <summary>The report of a network that cells were implanted in.</summary>
internal static class ImplantReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="rows">One a gamma.</param>
    /// <param name="plainTrain">The plain network on the training images, percent.</param>
    /// <param name="plainTest">The plain network on the test images.</param>
    /// <param name="facts">Where it comes from.</param>
    public static ReportPage Of(IReadOnlyList<ImplantRow> rows, double plainTrain, double plainTest, IReadOnlyList<ReportFact> facts) => new(
        "FitzHugh-Nagumo cells implanted in a plain network",
        $"The plain network answers {Percent.Of(plainTest)} % of the test images right; with cells in its hidden layer, at gamma {Percent.Plain(rows[0].Gamma)}, it is {Percent.Of(rows[0].Test.Vote)} % by vote.",
        facts,
        [
            new("Accuracy",
                new ReportTable(
                    "Right answers by vote, percent, beside the source's Table 1.", ["", "train", "source", "test", "source"],
                    [
                        ["plain (no cells)", Percent.Of(plainTrain), Percent.Of(SourceNumbers.Plain.Train), Percent.Of(plainTest), Percent.Of(SourceNumbers.Plain.Test)],
                        .. rows.Select(Row),
                    ]),
                new ReportFigure(DigitBarsFigure.Draw(
                    "digits", "Each digit", "Test images, by vote.",
                    [.. rows.Select(row => ($"gamma {Percent.Plain(row.Gamma)}", row.Test.PerDigit))]))),
        ]);

    private static IReadOnlyList<string> Row(ImplantRow row)
    {
        var source = SourceNumbers.At(row.Gamma);
        return [$"gamma {Percent.Plain(row.Gamma)}", Percent.Of(row.Train.Vote), Percent.Of(source?.Train), Percent.Of(row.Test.Vote), Percent.Of(source?.Test)];
    }
}
