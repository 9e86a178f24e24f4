using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using FhnHw.Host.Results;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Reports;

/// <summary>The report of one recipe trained with several seeds: each seed, mean and deviation.</summary>
internal static class SeedsReport
{
    /// <summary>Puts the page together.</summary>
    /// <param name="result">The runs.</param>
    /// <param name="epochs">The course of each run.</param>
    /// <param name="facts">Its provenance.</param>
    public static ReportPage Of(SeedsResult result, IReadOnlyList<EpochPoint[]> epochs, IReadOnlyList<ReportFact> facts)
    {
        var configuration = result.Seeds[0].Configuration;
        var best = result.Summary[0];
        return new ReportPage(
            $"One recipe, {result.Seeds.Count} seeds, on FitzHugh-Nagumo cells",
            Paragraphs.Training.Say(
                "seeds", ("seeds", $"{result.Seeds.Count}"), ("images", best.Images), ("vote", Spread(best.Vote, best.VoteDeviation)),
                ("mean", Spread(best.Mean, best.MeanDeviation)), ("hidden", $"{configuration.Training.Hidden}")),
            facts,
            [
                new("Accuracy",
                    new ReportTable(
                        "Mean and standard deviation over seeds, percent. Tanh units have no traces, so their vote is that of their output.",
                        ["images", "units", "by vote", "by the time-mean"],
                        [.. result.Summary.Select(row => (string[])
                            [row.Images, row.Units, Spread(row.Vote, row.VoteDeviation), Spread(row.Mean, row.MeanDeviation)])]),
                    new ReportTable(
                        "Each seed, percent.",
                        ["seed", .. result.Seeds[0].Rows.SelectMany(row => new[] { $"{row.Name}, vote", $"{row.Name}, mean" })],
                        [.. result.Seeds.Select(run => (string[])
                        [
                            $"{run.Configuration.Training.Seed}",
                            .. run.Rows.SelectMany(row => new[] { ReportNumber.Of(row.Accuracy.Vote, 2), ReportNumber.Of(row.Accuracy.Mean, 2) }),
                        ])]),
                    new ReportFigure(SeedCurvesFigure.Draw("seeds", "Accuracy of each seed", best.Images, [.. result.Seeds.Zip(epochs, (run, points) =>
                        (run.Configuration.Training.Seed, points))]))),
                new("Hyperparameters", ConfigurationTable.Of(configuration)),
            ]);
    }

    private static string Spread(double mean, double deviation) => $"{ReportNumber.Of(mean, 2)} ± {ReportNumber.Of(deviation, 2)}";
}
