using FhnHw.Training.Learning;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Results;

/// <summary>Accuracy of one kind of network on one set of images over several seeds, percent.</summary>
/// <param name="Images"><c>test</c>, <c>validation</c> or <c>train</c>.</param>
/// <param name="Units"><c>cells</c>, or <c>tanh</c> for the baseline.</param>
/// <param name="Vote">Mean over seeds of the accuracy by vote.</param>
/// <param name="VoteDeviation">Its standard deviation over seeds; null for one seed.</param>
/// <param name="Mean">Mean over seeds of the accuracy by the time-mean.</param>
/// <param name="MeanDeviation">Its standard deviation over seeds; null for one seed.</param>
internal sealed record SeedsRow(string Images, string Units, double Vote, double VoteDeviation, double Mean, double MeanDeviation);

/// <summary>What <c>train --seeds</c> writes as JSON.</summary>
/// <param name="Summary">Mean and deviation over seeds.</param>
/// <param name="Seeds">Each seed's run, as <c>train</c> writes it.</param>
internal sealed record SeedsResult(IReadOnlyList<SeedsRow> Summary, IReadOnlyList<TrainResult> Seeds)
{
    /// <summary>Sums up the runs.</summary>
    public static SeedsResult Of(IReadOnlyList<TrainResult> seeds) => new(
        [
            .. Rows("cells", seeds, run => run.Accuracies),
            .. seeds.All(run => run.Baseline is not null) ? Rows("tanh", seeds, run => run.Baseline!.Accuracies) : [],
        ],
        seeds);

    private static IEnumerable<SeedsRow> Rows(
        string units, IReadOnlyList<TrainResult> seeds, Func<TrainResult, IEnumerable<(string Images, Accuracy Accuracy)>> accuracies) =>
        seeds.SelectMany(accuracies).GroupBy(row => row.Images, row => row.Accuracy).Select(row => new SeedsRow(
            row.Key, units, row.Average(accuracy => accuracy.Vote), row.Select(accuracy => accuracy.Vote).StandardDeviation(),
            row.Average(accuracy => accuracy.Mean), row.Select(accuracy => accuracy.Mean).StandardDeviation()));
}
