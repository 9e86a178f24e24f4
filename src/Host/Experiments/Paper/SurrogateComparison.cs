using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>A surrogate's run.</summary>
/// <param name="Surrogate">Its name.</param>
/// <param name="Nonlinearity">g of the readout: <c>linear</c> or <c>sigmoid</c>.</param>
/// <param name="CosineSums">Before the first epoch and after each: cosine with the array's own gradient by the hidden sums.</param>
/// <param name="CosineW1">The same by W1, which is what training moves.</param>
/// <param name="Test">What training with it gave.</param>
internal sealed record SurrogateRun(string Surrogate, string Nonlinearity, double[] CosineSums, double[] CosineW1, Accuracy Test);

/// <summary>Cosines by the width of the difference, on one trained network.</summary>
/// <param name="Codes">Codes moved each way.</param>
/// <param name="Du">The same in units of tanh.</param>
/// <param name="Sums">Cosine by the hidden sums, of the mean-field surrogate.</param>
/// <param name="W1">Cosine by W1.</param>
internal sealed record StepWidth(int Codes, double Du, double Sums, double W1);

/// <summary>The surrogates compared, and how true their gradients are.</summary>
/// <param name="Runs">One for each surrogate and readout non-linearity.</param>
/// <param name="Widths">Why the difference is taken over so many codes.</param>
internal sealed record SurrogateComparison(SurrogateRun[] Runs, StepWidth[] Widths)
{
    /// <summary>The width of the difference, codes each way: 0.03 of tanh at 12 bits.</summary>
    public const int Codes = 64;

    private const int CheckedImages = 200, CheckedWhenStreaming = 16;

    private static readonly string[] Names = ["sigmoid", "meanfield", "measured"];
    private static readonly int[] ScannedCodes = [1, 4, 16, 64, 256];

    /// <summary>Trains once with each surrogate and readout non-linearity.</summary>
    public static SurrogateComparison Run(PaperContext context, DataSet data, Action<int> told)
    {
        var runs = new List<SurrogateRun>();
        StepWidth[] widths = [];
        foreach (var nonlinearity in new[] { Nonlinearity.Sigmoid, Nonlinearity.Linear })
        {
            using var array = context.Create(PaperContext.Settings(InLoop.Gamma));
            var cells = new HiddenCells(array, nonlinearity, ForwardMode.Auto);
            foreach (var name in Names)
            {
                told(runs.Count);
                runs.Add(Train(context, cells, data, name, out var weights));
                if (name == "meanfield" && nonlinearity == Nonlinearity.Linear)
                {
                    widths = Scan(weights, cells, data);
                }
            }
        }

        return new SurrogateComparison([.. runs], widths);
    }

    private static SurrogateRun Train(PaperContext context, HiddenCells cells, DataSet data, string name, out NetworkWeights weights)
    {
        var options = InLoop.Options(context.Plan.SurrogateEpochs, context.Plan.Seed) with { Nonlinearity = cells.Nonlinearity };
        var surrogate = cells.Surrogate(name);
        var checkedImages = Checked(cells, data);
        List<GradientCosine> cosines = [];
        TrainingRun run = null!;
        run = new TrainingRun(new RunSettings { Surrogate = name, Training = options }, data.Train, cells)
        {
            ChecksAtlas = false, // measured a moment ago, twice
            OnEpoch = (_, _) => cosines.Add(CosineNow(run.Weights, cells, surrogate, checkedImages)),
        };
        cosines.Add(CosineNow(run.Weights, cells, surrogate, checkedImages));
        run.Run(context.Cancellation);
        weights = run.Weights;
        return new SurrogateRun(
            name, cells.Nonlinearity == Nonlinearity.Linear ? "linear" : "sigmoid", [.. cosines.Select(c => c.Sums)], [.. cosines.Select(c => c.W1)],
            Evaluator.Run(weights, cells, data.Test, cancellation: context.Cancellation));
    }

    private static GradientCosine CosineNow(NetworkWeights weights, HiddenCells cells, ISurrogate surrogate, ImageSet images)
    {
        var gradient = new ArrayGradient(weights, cells.Forward, cells.Codes, images);
        return gradient.Cosine(gradient.BySurrogate(surrogate), gradient.ByDifferences(Codes));
    }

    private static StepWidth[] Scan(NetworkWeights weights, HiddenCells cells, DataSet data)
    {
        var gradient = new ArrayGradient(weights, cells.Forward, cells.Codes, Checked(cells, data));
        var surrogate = gradient.BySurrogate(cells.Surrogate("meanfield"));
        return [.. ScannedCodes.Select(codes =>
        {
            var cosine = gradient.Cosine(surrogate, gradient.ByDifferences(codes));
            return new StepWidth(codes, codes / (double)cells.Codes.MaxCode, cosine.Sums, cosine.W1);
        })];
    }

    private static ImageSet Checked(HiddenCells cells, DataSet data) => PaperContext.Some(
        data.Train, cells.Atlas is null ? CheckedWhenStreaming : CheckedImages, 1);
}
