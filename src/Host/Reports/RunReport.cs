using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Reports;

/// <summary>The report of a network that was trained or evaluated: curves, accuracy per class, hyperparameters.</summary>
internal static class RunReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="configuration">Hyperparameters: everything that decides the run's bits.</param>
    /// <param name="train">On the training images.</param>
    /// <param name="test">On the test images.</param>
    /// <param name="epochs">The course of the training; empty where nothing was trained.</param>
    /// <param name="facts">Its provenance.</param>
    /// <param name="noisyTest">On the test images with noise in the hidden layers; null where there was none.</param>
    public static ReportPage Of(
        RunSettings configuration, Accuracy train, Accuracy test, IReadOnlyList<EpochPoint> epochs, IReadOnlyList<ReportFact> facts,
        Accuracy? noisyTest = null)
    {
        ReportSection[] course = epochs.Count == 0 ? [] :
        [
            new("Epoch by epoch",
                new ReportFigure(EpochCurvesFigure.DrawLoss("loss", "Training loss per epoch", epochs)),
                new ReportFigure(EpochCurvesFigure.DrawAccuracy("accuracy", "Accuracy per epoch", epochs))),
        ];
        return new ReportPage(
            epochs.Count == 0 ? "A network evaluated on FitzHugh-Nagumo cells" : "A network trained through FitzHugh-Nagumo cells",
            Paragraphs.Training.Say(
                "lead", ("vote", ReportNumber.Of(test.Vote, 2)), ("mean", ReportNumber.Of(test.Mean, 2)),
                ("hidden", $"{configuration.Training.Hidden}")),
            facts,
            [
                new("Accuracy",
                    new ReportTable(
                        "Accuracy, percent.", ["images", "by vote", "by the time-mean"],
                        [
                            Row("test", test),
                            .. (noisyTest is null ? [] : (IReadOnlyList<string>[])[Row("test, noisy hidden layers", noisyTest)]),
                            Row("train", train),
                        ]),
                    new ReportFigure(ClassBarsFigure.Draw(
                        "digits", "Accuracy per class", "By vote.", ("train", train.PerClass), ("test", test.PerClass)))),
                .. course,
                new("Hyperparameters", ConfigurationTable.Of(configuration)),
            ]);
    }

    private static IReadOnlyList<string> Row(string images, Accuracy accuracy) =>
        [images, ReportNumber.Of(accuracy.Vote, 2), ReportNumber.Of(accuracy.Mean, 2)];
}
