using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using FhnHw.Host.Results;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Reports;

/// <summary>The report of a network that was trained or evaluated: curves, accuracy per class, hyperparameters.</summary>
internal static class RunReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="result">What the run gave.</param>
    /// <param name="epochs">The course of the training; empty where nothing was trained.</param>
    /// <param name="facts">Its provenance.</param>
    public static ReportPage Of(TrainResult result, IReadOnlyList<EpochPoint> epochs, IReadOnlyList<ReportFact> facts)
    {
        var (configuration, (images, best)) = (result.Configuration, result.Accuracies.First());
        var hidden = configuration.Training.Hidden;
        return new ReportPage(
            epochs.Count == 0 ? "A network evaluated on FitzHugh-Nagumo cells" : "A network trained through FitzHugh-Nagumo cells",
            Paragraphs.Training.Say(
                hidden.Count == 1 ? "lead-one-layer" : "lead", ("images", images), ("vote", ReportNumber.Of(best.Vote, 2)),
                ("mean", ReportNumber.Of(best.Mean, 2)), ("hidden", $"{hidden}")),
            facts,
            [
                new("Accuracy", [.. Validation(result), Table(result), Bars(result)]),
                .. Course(epochs),
                new("Hyperparameters", ConfigurationTable.Of(configuration)),
            ]);
    }

    private static IEnumerable<ReportBlock> Validation(TrainResult result) => result.Best is { } best
        ? [new ReportText(Paragraphs.Training.Say("validation", ("count", $"{result.Configuration.Validate}"), ("epoch", $"{best.Epoch}")))]
        : [];

    private static ReportTable Table(TrainResult result) => new(
        result.Baseline is null ? "Accuracy, percent." : $"Accuracy, percent. {Paragraphs.Training.Say("baseline")}",
        ["images", "by vote", "by the time-mean"],
        [.. result.Rows.Select(row => (string[])[row.Name, ReportNumber.Of(row.Accuracy.Vote, 2), ReportNumber.Of(row.Accuracy.Mean, 2)])]);

    private static ReportFigure Bars(TrainResult result) => new(ClassBarsFigure.Draw(
        "digits", "Accuracy per class", "By vote.", [.. result.Accuracies.Reverse().Select(row => (row.Images, row.Accuracy.PerClass))]));

    private static ReportSection[] Course(IReadOnlyList<EpochPoint> epochs) => epochs.Count == 0 ? [] :
    [
        new("Epoch by epoch",
            new ReportFigure(EpochCurvesFigure.DrawLoss("loss", "Training loss per epoch", epochs)),
            new ReportFigure(EpochCurvesFigure.DrawAccuracy("accuracy", "Accuracy per epoch", epochs))),
    ];
}
