using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

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

    private readonly DataSet _data = context.ForTrials("lost digit");

    private readonly TrainingOptions _options =
        InLoop.Options(context.Plan.TrialEpochs, context.Plan.Seed) with { Schedule = Schedule.Constant };

    /// <summary>All ways.</summary>
    /// <param name="told">Told the share done.</param>
    public LostDigitRow[] Run(Action<double> told)
    {
        var cells = context.UsualCells(Nonlinearity.Sigmoid);
        var ways = Ways().Where(way => !way.Trial.Instant || cells.Atlas is not null).ToArray();
        var rows = ways.Select((way, index) =>
        {
            told((double)index / ways.Length);
            return Of(way.Choice, way.Trial, cells);
        }).ToArray();
        var (linear, plain) = (context.UsualCells(Nonlinearity.Linear), new PlainLayer(new PlainSigmoid()));
        return
        [
            .. rows,
            Of(Linear, Squared(LargeRate, Nonlinearity.Linear), linear),
            Of(LinearLarger, Squared(LargerRate, Nonlinearity.Linear), linear),
            Of(Plain, Squared(LargeRate, Nonlinearity.Linear), plain),
            Of(PlainLarger, Squared(LargerRate, Nonlinearity.Linear), plain),
        ];
    }

    private IEnumerable<(string Choice, Trial Trial)> Ways()
    {
        var (bySigmoid, bySoftmax) = (new SquaredLoss(Squash.Sigmoid), new SquaredLoss(Squash.Softmax));
        yield return ("cross entropy, Adam 5e-3 with a cosine", new Trial { Options = _options with { Schedule = Schedule.Cosine } });
        yield return (Steady, Adam(LargeRate));
        yield return ("cross entropy, Adam 0.1", Adam(LargerRate));
        yield return ("cross entropy, Adam 1e-3, one epoch", Adam(1e-3, epochs: 1));
        yield return ("cross entropy, SGD 0.01", Descent(0.01));
        yield return ("cross entropy, SGD 0.1", Descent(0.1));
        yield return ("cross entropy, SGD 0.1, single instants", Descent(0.1) with { Instant = true });
        yield return ("cross entropy, Adam 5e-3, weights begin positive", Adam(5e-3) with { PositiveWeights = true });
        yield return ("cross entropy of sigmoid outputs, SGD 0.1", Descent(0.1) with { Loss = new SquashedSoftmaxLoss() });
        yield return (Slow, Descent(0.1) with { Loss = bySigmoid });
        yield return ("squared error of sigmoid outputs, Adam 0.03", Adam(LargeRate) with { Loss = bySigmoid });
        yield return ("squared error of the softmax, Adam 5e-3", Adam(5e-3) with { Loss = bySoftmax });
        yield return ("squared error of the softmax, SGD 1", Descent(1) with { Loss = bySoftmax });
        yield return (Losing, Adam(LargeRate) with { Loss = bySoftmax });
        yield return (Longer, Adam(LargeRate) with { Loss = bySoftmax, Then = Adam(5e-3) with { Loss = bySoftmax } });
        yield return ($"{Losing}, then cross entropy at 5e-3", Adam(LargeRate) with { Loss = bySoftmax, Then = Adam(5e-3) });
    }

    private Trial Adam(double rate, int? epochs = null) =>
        new() { Options = _options with { LearningRate = rate, Epochs = epochs ?? _options.Epochs } };

    private Trial Squared(double rate, Nonlinearity nonlinearity)
    {
        var trial = Adam(rate);
        return trial with { Loss = new SquaredLoss(Squash.Softmax), Options = trial.Options with { Nonlinearity = nonlinearity } };
    }

    private Trial Descent(double rate) => new()
    {
        Options = _options with { LearningRate = rate, Batch = 32 },
        Optimiser = weights => new SgdState(weights),
    };

    private LostDigitRow Of(string choice, Trial trial, HiddenLayer cells)
    {
        Accuracy[] runs = [.. Enumerable.Range(0, context.Plan.TrialSeeds).Select(n =>
            (trial with { Options = trial.Options with { Seed = context.Plan.Seed + n } }).Run(cells, _data, context.Cancellation))];
        return new LostDigitRow(
            choice, Median(runs.Select(run => run.Vote)),
            [.. Enumerable.Range(0, runs[0].PerClass.Length).Select(digit => Median(runs.Select(run => run.PerClass[digit])))],
            [.. runs.Select(run => Enumerable.Range(0, run.PerClass.Length).Where(digit => run.PerClass[digit] < Limit).ToArray())]);
    }

    private static double Median(IEnumerable<double> values) => MathNet.Numerics.Statistics.Statistics.Median(values);
}
