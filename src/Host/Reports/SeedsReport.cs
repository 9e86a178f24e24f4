using FhnHw.Host.Experiments.Seeds;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Reports;

/// <summary>One seed's run.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Accuracies">On each set of images, of the cells and of the baseline.</param>
/// <param name="Epochs">The course of the training.</param>
internal sealed record SeedRun(int Seed, IReadOnlyList<NamedAccuracy> Accuracies, IReadOnlyList<EpochPoint> Epochs);

/// <summary>The report of one recipe trained with several seeds: each seed, mean and deviation.</summary>
internal static class SeedsReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="configuration">The recipe.</param>
    /// <param name="summary">Mean and deviation over seeds.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="facts">Its provenance.</param>
    public static ReportPage Of(
        RunSettings configuration, IReadOnlyList<SeedsRow> summary, IReadOnlyList<SeedRun> runs, IReadOnlyList<ReportFact> facts)
    {
        var best = summary[0];
        return new ReportPage(
            $"One recipe, {runs.Count} seeds, on FitzHugh-Nagumo cells",
            Paragraphs.Training.Say(
                "seeds", ("seeds", $"{runs.Count}"), ("images", best.Images), ("vote", Spread(best.Vote, best.VoteDeviation)),
                ("mean", Spread(best.Mean, best.MeanDeviation)), ("hidden", $"{configuration.Training.Hidden}")),
            facts,
            [
                new("Accuracy",
                    new ReportTable(
                        "Mean and standard deviation over seeds, percent. Tanh units have no traces, so their vote is that of their output.",
                        ["images", "units", "by vote", "by the time-mean"],
                        [.. summary.Select(row => (string[])
                            [row.Images, row.Units, Spread(row.Vote, row.VoteDeviation), Spread(row.Mean, row.MeanDeviation)])]),
                    new ReportTable(
                        "Each seed, percent.",
                        ["seed", .. runs[0].Accuracies.SelectMany(row => new[] { $"{row.Name}, vote", $"{row.Name}, mean" })],
                        [.. runs.Select(run => (string[])
                        [
                            $"{run.Seed}",
                            .. run.Accuracies.SelectMany(row => new[] { ReportNumber.Of(row.Accuracy.Vote, 2), ReportNumber.Of(row.Accuracy.Mean, 2) }),
                        ])]),
                    new ReportFigure(SeedCurvesFigure.Draw(
                        "seeds", "Accuracy of each seed", best.Images, [.. runs.Select(run => (run.Seed, run.Epochs))]))),
                new("Hyperparameters", ConfigurationTable.Of(configuration)),
            ]);
    }

    private static string Spread(double mean, double deviation) => $"{ReportNumber.Of(mean, 2)} ± {ReportNumber.Of(deviation, 2)}";
}
