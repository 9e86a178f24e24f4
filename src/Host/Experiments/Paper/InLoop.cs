using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>A network trained in the loop (section 4 of the paper).</summary>
/// <param name="Epochs">Figure 6.</param>
/// <param name="Train">On the images that it was trained on.</param>
/// <param name="Test">On as many test images as the paper took.</param>
/// <param name="WholeTrain">The same network on all training images; null where that was left out.</param>
/// <param name="WholeTest">On all test images.</param>
internal sealed record LoopResult(EpochPoint[] Epochs, Accuracy Train, Accuracy Test, Accuracy? WholeTrain, Accuracy? WholeTest);

/// <summary>Table 2, Figure 6 and Figure A.7 of the paper.</summary>
internal static class InLoop
{
    /// <summary>How the paper trains: a sigmoid readout after the cells. Its optimiser is not given; this is ours.</summary>
    public static TrainingOptions Options(int epochs, int seed) =>
        new() { Epochs = epochs, LearningRate = 5e-3, Nonlinearity = Nonlinearity.Sigmoid, Seed = seed };

    /// <summary>gamma of section 4.</summary>
    public const double Gamma = -0.5;

    /// <summary>Trains on some images and tries the network on those and on all.</summary>
    public static LoopResult Run(PaperContext context, int trainImages, int testImages, int epochs, bool tryWhole, Action<double> told)
    {
        var plan = context.Plan;
        var data = context.Data.With(
            "balanced", PaperContext.Some(context.Data.Train, trainImages, plan.Seed), PaperContext.Some(context.Data.Test, testImages, plan.Seed));
        List<EpochPoint> points = [];
        var settings = PaperContext.Settings(Gamma);
        var cells = context.Cells(settings, Nonlinearity.Sigmoid);
        var run = new TrainingRun(
            new RunSettings { Surrogate = "sigmoid", Array = settings, Training = Options(epochs, plan.Seed) }, data.Train, cells)
        {
            Watched = data.Test,
            OnEpoch = (epoch, test) =>
            {
                points.Add(new EpochPoint(epoch.Epoch, epoch.Loss, epoch.TrainMean, test!.Vote, test.Mean, double.NaN)); // wall time is no result
                told((double)epoch.Epoch / epochs);
            },
        };
        run.Run(context.Cancellation);
        var outcome = run.Evaluate(data, context.Cancellation);
        Accuracy? Try(ImageSet images) => tryWhole ? Evaluator.Run(run.Weights, cells, images, cancellation: context.Cancellation) : null;
        return new LoopResult([.. points], outcome.Train, outcome.Test, Try(context.Data.Train), Try(context.Data.Test));
    }
}
