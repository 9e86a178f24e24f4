using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Experiments.Substituting;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports;

/// <summary>The report of substitute neurons: cells in a trained network, without retraining.</summary>
internal static class SubstituteReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="rows">One a gamma.</param>
    /// <param name="plainTrain">The plain network on the training images, percent.</param>
    /// <param name="plainTest">The plain network on the test images.</param>
    /// <param name="facts">Its provenance.</param>
    public static ReportPage Of(IReadOnlyList<SubstituteRow> rows, double plainTrain, double plainTest, IReadOnlyList<ReportFact> facts) => new(
        "FitzHugh-Nagumo neurons substituted in a trained network",
        Paragraphs.Training.Say(
            "substitute", ("plain", ReportNumber.Of(plainTest)), ("gamma", ReportNumber.Setting(rows[0].Gamma)),
            ("vote", ReportNumber.Of(rows[0].Test.Vote))),
        facts,
        [
            new("Accuracy",
                new ReportTable(
                    Paragraphs.Training.Say("substitute-table"), ["", "train", "paper", "test", "paper"],
                    [
                        [
                            "plain (no cells)", ReportNumber.Of(plainTrain), ReportNumber.Of(PaperNumbers.Plain.Train),
                            ReportNumber.Of(plainTest), ReportNumber.Of(PaperNumbers.Plain.Test),
                        ],
                        .. rows.Select(Row),
                    ]),
                new ReportFigure(ClassBarsFigure.Draw(
                    "digits", "Accuracy per class", "Test images, by vote.",
                    [.. rows.Select(row => ($"gamma {ReportNumber.Setting(row.Gamma)}", row.Test.PerClass))]))),
        ]);

    private static IReadOnlyList<string> Row(SubstituteRow row)
    {
        var paper = PaperNumbers.At(row.Gamma);
        return
        [
            $"gamma {ReportNumber.Setting(row.Gamma)}", ReportNumber.Of(row.Train.Vote), ReportNumber.Of(paper?.Train),
            ReportNumber.Of(row.Test.Vote), ReportNumber.Of(paper?.Test),
        ];
    }
}
