using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>Trains with each surrogate and compares its gradient with the array's own on the way.</summary>
/// <param name="context">The device, the plan.</param>
internal sealed class SurrogateStudy(PaperContext context)
{
    // The width of the difference, codes each way: 0.03 of tanh at 12 bits; and in a layer before the last, whose change goes through the next array.
    private const int Codes = 64, CodesBefore = 1024;

    private const int CheckedImages = 200, CheckedWhenStreaming = 16;

    /// <summary>The networks compared: the paper's, and one of two hidden layers.</summary>
    public static IReadOnlyList<LayerSizes> Networks { get; } =
        [TrainingOptions.UsualHidden, new(TrainingOptions.UsualHidden, TrainingOptions.UsualHidden)];

    private static readonly string[] Names = ["sigmoid", "meanfield", "measured"];
    private static readonly int[] ScannedCodes = [1, 4, 16, 64, 256], ScannedBefore = [.. ScannedCodes, 1024, 2047];

    /// <summary>
    /// The trainings: every network with each surrogate and readout; where there is no response table the paper's network alone, since a difference in a first
    /// layer is a run of the whole second layer.
    /// </summary>
    public IReadOnlyList<(Nonlinearity Nonlinearity, LayerSizes Hidden, string Surrogate)> Trainings =>
    [
        .. from nonlinearity in new[] { Nonlinearity.Sigmoid, Nonlinearity.Linear }
           from hidden in Networks.Where(hidden => hidden.Count == 1 || context.HasResponseTable)
           from name in Names
           select (nonlinearity, hidden, name),
    ];

    /// <summary>The comparison in each network.</summary>
    /// <param name="trainings">What <see cref="Trainings"/> gave, in the same order.</param>
    public static SurrogateComparison[] Comparisons(IReadOnlyList<SurrogateTraining> trainings) =>
    [
        .. trainings.GroupBy(training => training.Hidden).Select(ofNetwork => new SurrogateComparison(
            ofNetwork.Key, CodesOf(ofNetwork.Key), [.. ofNetwork.Select(training => training.Run)], [.. ofNetwork.SelectMany(training => training.Widths)])),
    ];

    /// <summary>Does one of <see cref="Trainings"/>.</summary>
    public SurrogateTraining Train(Nonlinearity nonlinearity, LayerSizes hidden, string name)
    {
        var cells = context.Cells(PaperContext.Settings(InLoop.Gamma), nonlinearity);
        var (run, weights) = Train(cells, hidden, name);
        return new SurrogateTraining(hidden, run, name == "meanfield" && nonlinearity == Nonlinearity.Linear ? Scan(weights, cells) : []);
    }

    private (SurrogateRun Run, NetworkWeights Weights) Train(HiddenCells cells, LayerSizes hidden, string name)
    {
        var options = InLoop.Options(context.Plan.SurrogateEpochs, context.Plan.Seed) with { Nonlinearity = cells.Nonlinearity, Hidden = hidden };
        var surrogate = cells.Surrogate(name);
        List<GradientCosine[]> cosines = [];
        TrainingRun run = null!;
        run = new TrainingRun(
            new RunSettings { Surrogate = name, Training = options }, context.TrialData.Train, HiddenLayers.Alike(cells, hidden.Count))
        {
            ChecksResponseTable = false, // measured twice, and the runs of the paper's tables check it
            OnEpoch = (_, _) => cosines.Add(CosinesNow(run.Weights, cells, surrogate)),
        };
        cosines.Add(CosinesNow(run.Weights, cells, surrogate));
        run.Run(context.Cancellation);
        var layers = Enumerable.Range(0, hidden.Count).Select(layer => new LayerCosines(
            [.. cosines.Select(now => now[layer].Weights)], [.. cosines.Select(now => now[layer].Sums)]));
        var test = Evaluator.Run(run.Weights, HiddenLayers.Alike(cells, hidden.Count), context.TrialData.Test, cancellation: context.Cancellation);
        return (new SurrogateRun(name, cells.Nonlinearity == Nonlinearity.Linear ? "linear" : "sigmoid", [.. layers], test), run.Weights);
    }

    private GradientCosine[] CosinesNow(NetworkWeights weights, HiddenCells cells, ISurrogate surrogate)
    {
        var gradient = new ArrayGradient(weights, cells.Forward, cells.Codes, Checked(cells));
        var bySurrogate = gradient.BySurrogate(surrogate);
        return [.. CodesOf(weights.Hidden).Select((codes, layer) =>
            gradient.Cosine(layer, bySurrogate[layer], gradient.ByDifferences(layer, codes)))];
    }

    private StepWidth[] Scan(NetworkWeights weights, HiddenCells cells)
    {
        var gradient = new ArrayGradient(weights, cells.Forward, cells.Codes, Checked(cells));
        var bySurrogate = gradient.BySurrogate(cells.Surrogate("meanfield"));
        return [.. bySurrogate.SelectMany((surrogate, layer) => (IsLast(layer, weights.Hidden) ? ScannedCodes : ScannedBefore).Select(codes =>
        {
            var cosine = gradient.Cosine(layer, surrogate, gradient.ByDifferences(layer, codes));
            return new StepWidth(layer + 1, codes, codes / (double)cells.Codes.MaxCode, cosine.Sums, cosine.Weights);
        }))];
    }

    private ImageSet Checked(HiddenCells cells) =>
        PaperContext.Some(context.TrialData.Train, cells.ResponseTable is null ? CheckedWhenStreaming : CheckedImages, 1);

    private static int[] CodesOf(LayerSizes hidden) => [.. hidden.Select((_, layer) => IsLast(layer, hidden) ? Codes : CodesBefore)];

    private static bool IsLast(int layer, LayerSizes hidden) => layer == hidden.Count - 1;
}
