using System.Text.Json.Serialization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Seeds;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Results;

/// <summary>What <c>train --seeds</c> and <c>eval --chips</c> write as JSON.</summary>
/// <param name="Summary">Mean and deviation over seeds, without that of <see cref="TrainedOnChip"/>.</param>
/// <param name="Seeds">Each seed's run, as <c>train</c> writes it.</param>
internal sealed record SeedsResult(IReadOnlyList<SeedsRow> Summary, IReadOnlyList<TrainResult> Seeds)
{
    /// <summary>Program, command, devices and first seed; null where each seed's run has its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StudyProvenance? Provenance { get; init; }

    /// <summary>Each seed's epochs, without seconds; null where they are in the seeds' run folders.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EpochPoint[][]? Courses { get; init; }

    /// <summary>The cells' seed of that run among these whose chip the network was trained on; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TrainedOnChip { get; init; }

    /// <summary>Sums up a network's trials on two chips or more: all but the one that it was trained on.</summary>
    /// <param name="chips">The trials.</param>
    /// <param name="own">The cells' seed of the chip that it was trained on, whether or not it is among them; null where it is none of this kind.</param>
    public static SeedsResult OfChips(IReadOnlyList<TrainResult> chips, int? own)
    {
        TrainResult[] others = [.. chips.Where(run => run.Configuration.Array.Imperfections.Seed != own)];
        return Of(others) with { Seeds = chips, TrainedOnChip = others.Length < chips.Count ? own : null };
    }

    /// <summary>Sums up the runs.</summary>
    public static SeedsResult Of(IReadOnlyList<TrainResult> seeds) => new(
        [
            .. Rows("cells", seeds, run => run.Accuracies),
            .. seeds.All(run => run.Baseline is not null) ? Rows("tanh", seeds, run => run.Baseline!.Accuracies) : [],
        ],
        seeds);

    private static IEnumerable<SeedsRow> Rows(
        string units, IReadOnlyList<TrainResult> seeds, Func<TrainResult, IEnumerable<NamedAccuracy>> accuracies) =>
        seeds.SelectMany(accuracies).GroupBy(row => row.Name, row => row.Accuracy).Select(row => new SeedsRow(
            row.Key, units, row.Average(accuracy => accuracy.Vote), row.Select(accuracy => accuracy.Vote).StandardDeviation(),
            row.Average(accuracy => accuracy.Mean), row.Select(accuracy => accuracy.Mean).StandardDeviation()));
}
