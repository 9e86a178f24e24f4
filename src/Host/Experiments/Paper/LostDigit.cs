using FhnHw.Kernels.Arrays;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>What a way of training does to single digits, test images, percent by vote; medians over seeds.</summary>
/// <param name="Choice">The way.</param>
/// <param name="Vote">Accuracy.</param>
/// <param name="PerClass">Accuracy of each digit.</param>
/// <param name="Lost">For each seed, the digits under <see cref="LostDigit.Limit"/> percent.</param>
internal sealed record LostDigitRow(string Choice, double Vote, double[] PerClass, int[][] Lost);

/// <summary>The paper's trained network never predicts 8. Which ways of training lose a digit, and which do not?</summary>
internal sealed class LostDigit(PaperContext context)
{
    /// <summary>A digit below this is lost, percent.</summary>
    public const double Limit = 5;

    /// <summary>Names of the ways that the report compares.</summary>
    public const string
        Steady = "cross entropy, Adam 0.03",
        Losing = "squared error of the softmax, Adam 0.03",
        Slow = "squared error of sigmoid outputs, SGD 0.1",
        Longer = Losing + ", then as long at 5e-3",
        Linear = Losing + ", linear readout",
        LinearLarger = "squared error of the softmax, Adam 0.1, linear readout",
        Plain = Losing + ", sigmoids instead of cells",
        PlainLarger = "squared error of the softmax, Adam 0.1, sigmoids instead of cells";

    private const double LargeRate = 0.03, LargerRate = 0.1;

    private readonly TrainingOptions _options =
        InLoop.Options(context.Plan.TrialEpochs, context.Plan.Seed) with { Schedule = Schedule.Constant };

    /// <summary>The trials: each way with each seed.</summary>
    public IReadOnlyList<(Trial Trial, string Title, bool Plain)> Trials =>
    [
        .. from way in AllWays()
           from seed in Enumerable.Range(context.Plan.Seed, context.Plan.TrialSeeds)
           select (way.Trial with { Options = way.Trial.Options with { Seed = seed } }, $"lost digit: {way.Choice}, seed {seed}", way.Plain),
    ];

    /// <summary>All ways.</summary>
    /// <param name="runs">What <see cref="Trials"/> gave, in the same order.</param>
    public LostDigitRow[] Rows(IReadOnlyList<Accuracy> runs) =>
        [.. AllWays().Zip(runs.Chunk(context.Plan.TrialSeeds), (way, ofWay) => Row(way.Choice, ofWay))];

    private IEnumerable<(string Choice, Trial Trial, bool Plain)> AllWays() =>
    [
        .. Ways().Where(way => !way.Trial.Instant || context.HasResponseTable).Select(way => (way.Choice, way.Trial, false)),
        (Linear, Squared(LargeRate), false), (LinearLarger, Squared(LargerRate), false),
        (Plain, Squared(LargeRate), true), (PlainLarger, Squared(LargerRate), true),
    ];

    private IEnumerable<(string Choice, Trial Trial)> Ways()
    {
        yield return ("cross entropy, Adam 5e-3 with a cosine", new Trial { Options = _options with { Schedule = Schedule.Cosine } });
        yield return (Steady, Adam(LargeRate));
        yield return ("cross entropy, Adam 0.1", Adam(LargerRate));
        yield return ("cross entropy, Adam 1e-3, one epoch", Adam(1e-3, epochs: 1));
        yield return ("cross entropy, SGD 0.01", Descent(0.01));
        yield return ("cross entropy, SGD 0.1", Descent(0.1));
        yield return ("cross entropy, SGD 0.1, single instants", Descent(0.1) with { Instant = true });
        yield return ("cross entropy, Adam 5e-3, weights begin positive", Adam(5e-3) with { PositiveWeights = true });
        yield return ("cross entropy of sigmoid outputs, SGD 0.1", Descent(0.1) with { Loss = TrialLoss.SquashedSoftmax });
        yield return (Slow, Descent(0.1) with { Loss = TrialLoss.SquaredSigmoid });
        yield return ("squared error of sigmoid outputs, Adam 0.03", Adam(LargeRate) with { Loss = TrialLoss.SquaredSigmoid });
        yield return ("squared error of the softmax, Adam 5e-3", Adam(5e-3) with { Loss = TrialLoss.SquaredSoftmax });
        yield return ("squared error of the softmax, SGD 1", Descent(1) with { Loss = TrialLoss.SquaredSoftmax });
        yield return (Losing, Adam(LargeRate) with { Loss = TrialLoss.SquaredSoftmax });
        yield return (Longer, Adam(LargeRate) with { Loss = TrialLoss.SquaredSoftmax, Then = Adam(5e-3) with { Loss = TrialLoss.SquaredSoftmax } });
        yield return ($"{Losing}, then cross entropy at 5e-3", Adam(LargeRate) with { Loss = TrialLoss.SquaredSoftmax, Then = Adam(5e-3) });
    }

    private Trial Adam(double rate, int? epochs = null) =>
        new() { Options = _options with { LearningRate = rate, Epochs = epochs ?? _options.Epochs } };

    private Trial Squared(double rate)
    {
        var trial = Adam(rate);
        return trial with { Loss = TrialLoss.SquaredSoftmax, Options = trial.Options with { Nonlinearity = Nonlinearity.Linear } };
    }

    private Trial Descent(double rate) => new()
    {
        Options = _options with { LearningRate = rate, Batch = 32 },
        Optimiser = TrialOptimiser.Descent,
    };

    private static LostDigitRow Row(string choice, Accuracy[] runs) => new(
        choice, Median(runs.Select(run => run.Vote)),
        [.. Enumerable.Range(0, runs[0].PerClass.Length).Select(digit => Median(runs.Select(run => run.PerClass[digit])))],
        [.. runs.Select(run => Enumerable.Range(0, run.PerClass.Length).Where(digit => run.PerClass[digit] < Limit).ToArray())]);

    private static double Median(IEnumerable<double> values) => MathNet.Numerics.Statistics.Statistics.Median(values);
}
