using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Reports;

/// <summary>The report of a network that was trained or evaluated: accuracy, what its cells do, curves, hyperparameters.</summary>
internal static class RunReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="configuration">Hyperparameters: all that a run needs to come out the same.</param>
    /// <param name="accuracies">On each set of images, the most telling first.</param>
    /// <param name="rows">These, and what else was measured: with noise, and of the baseline.</param>
    /// <param name="hasBaseline">True where rows are of the plain network of tanh units.</param>
    /// <param name="best">The best epoch by validation; null without validation.</param>
    /// <param name="epochs">The course of the training; empty where nothing was trained.</param>
    /// <param name="facts">Its provenance.</param>
    /// <param name="classNames">What the classes are called, by label, or null.</param>
    /// <param name="network">What the network and its cells do, as far as the folder keeps it.</param>
    public static ReportPage Of(
        RunSettings configuration, IReadOnlyList<NamedAccuracy> accuracies, IReadOnlyList<NamedAccuracy> rows, bool hasBaseline, BestEpoch? best,
        IReadOnlyList<EpochPoint> epochs, IReadOnlyList<ReportFact> facts, IReadOnlyList<string>? classNames, NetworkPictures network)
    {
        var (images, first) = accuracies[0];
        var hidden = configuration.Training.Hidden;
        return new ReportPage(
            epochs.Count == 0 ? "A network evaluated on FitzHugh-Nagumo cells" : "A network trained through FitzHugh-Nagumo cells",
            Paragraphs.Training.Say(
                "lead", ("images", images), ("vote", ReportNumber.Of(first.Vote, 2)), ("mean", ReportNumber.Of(first.Mean, 2)),
                ("cells", $"{hidden}"), ("layers", hidden.Count == 1 ? "one hidden layer" : $"{hidden.Count} hidden layers")),
            facts,
            [
                new("Accuracy",
                [
                    .. Validation(configuration, best), Table(rows, hasBaseline), Bars(accuracies, classNames), .. network.Confusion(images, classNames),
                ]),
                .. network.Sections(images, classNames),
                .. Course(epochs),
                .. network.Times(),
                new("Hyperparameters", ConfigurationTable.Of(configuration)),
            ]);
    }

    private static IEnumerable<ReportBlock> Validation(RunSettings configuration, BestEpoch? best) => best is null
        ? []
        : [new ReportText(Paragraphs.Training.Say("validation", ("count", $"{configuration.Validate}"), ("epoch", $"{best.Epoch}")))];

    private static ReportTable Table(IReadOnlyList<NamedAccuracy> rows, bool hasBaseline) => new(
        !hasBaseline ? "Accuracy, percent." : $"Accuracy, percent. {Paragraphs.Training.Say("baseline")}",
        ["images", "by vote", "by the time-mean"],
        [.. rows.Select(row => (string[])[row.Name, ReportNumber.Of(row.Accuracy.Vote, 2), ReportNumber.Of(row.Accuracy.Mean, 2)])]);

    private static ReportFigure Bars(IReadOnlyList<NamedAccuracy> accuracies, IReadOnlyList<string>? classNames) => new(ClassBarsFigure.Draw(
        "digits", "Accuracy per class", "By vote.", classNames, [.. accuracies.Reverse().Select(row => (row.Name, row.Accuracy.PerClass))]));

    private static ReportSection[] Course(IReadOnlyList<EpochPoint> epochs) => epochs.Count == 0 ? [] :
    [
        new("Epoch by epoch",
            new ReportFigure(EpochCurvesFigure.DrawLoss("loss", "Training loss per epoch", epochs)),
            new ReportFigure(EpochCurvesFigure.DrawAccuracy("accuracy", "Accuracy per epoch", epochs))),
    ];
}
