using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Reports;

/// <summary>The report of a network that was trained or evaluated: curves, digits, configuration.</summary>
internal static class RunReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="configuration">What decided the run's bits.</param>
    /// <param name="train">On the training images.</param>
    /// <param name="test">On the test images.</param>
    /// <param name="epochs">The course of the training; empty where nothing was trained.</param>
    /// <param name="facts">Where it comes from.</param>
    public static ReportPage Of(
        RunSettings configuration, Accuracy train, Accuracy test, IReadOnlyList<EpochPoint> epochs, IReadOnlyList<ReportFact> facts)
    {
        ReportSection[] course = epochs.Count == 0 ? [] :
        [
            new("Epoch by epoch",
                new ReportFigure(EpochCurvesFigure.DrawLoss("loss", "Training loss per epoch", epochs)),
                new ReportFigure(EpochCurvesFigure.DrawAccuracy("accuracy", "Accuracy per epoch", epochs))),
        ];
        return new ReportPage(
            epochs.Count == 0 ? "A network evaluated on FitzHugh-Nagumo cells" : "A network trained through FitzHugh-Nagumo cells",
            $"{ReportNumber.Of(test.Vote, 2)} % of the test images are answered right by vote, {ReportNumber.Of(test.Mean, 2)} % by the time-mean.",
            facts,
            [
                new("Accuracy",
                    new ReportTable(
                        "Right answers, percent.", ["images", "by vote", "by the time-mean"],
                        [["test", ReportNumber.Of(test.Vote, 2), ReportNumber.Of(test.Mean, 2)], ["train", ReportNumber.Of(train.Vote, 2), ReportNumber.Of(train.Mean, 2)]]),
                    new ReportFigure(ClassBarsFigure.Draw("digits", "Each digit", "By vote.", ("train", train.PerClass), ("test", test.PerClass)))),
                .. course,
                new("Configuration", ConfigurationTable.Of(configuration)),
            ]);
    }
}
