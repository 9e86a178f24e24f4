using FhnHw.Host.Experiments.Substituting;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>The plain network after an epoch, on test images, percent.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Plain">Without cells.</param>
/// <param name="Half">By vote, with substitute neurons at gamma -0.5.</param>
/// <param name="One">The same at gamma -1.</param>
internal sealed record PlainPoint(int Epoch, double Plain, double Half, double One);

/// <summary>
/// The plain network of section 3, and its accuracy with substitute neurons after each epoch: the paper does not say how it trained its own.
/// </summary>
/// <param name="Weights">After the last epoch.</param>
/// <param name="Train">Accuracy on its training images, percent.</param>
/// <param name="Test">On the test images.</param>
/// <param name="Course">Epoch by epoch.</param>
internal sealed record PlainCourse(NetworkWeights Weights, double Train, double Test, PlainPoint[] Course)
{
    private const int Hidden = 100;
    private const int TriedImages = 2000;

    /// <summary>Trains, and tries cells after each epoch.</summary>
    public static PlainCourse Run(PaperContext context, Action<double> told)
    {
        var plan = context.Plan;
        var train = PaperContext.Some(context.Data.Train, plan.PlainImages, plan.Seed);
        var images = plan.SweepTestImages == 0 ? TriedImages : Math.Min(TriedImages, plan.SweepTestImages);
        var tried = PaperContext.Some(context.Data.Test, images, plan.Seed);
        var (half, one) = (GammaSweep.Cells(context, -0.5, out _), GammaSweep.Cells(context, -1, out _)); // both of Table 1
        var course = new List<PlainPoint>();
        var weights = Substitution.TrainPlain(
            Substitution.PlainTraining with { Hidden = Hidden, Epochs = plan.PlainEpochs, Seed = plan.Seed }, train,
            progress => told((progress.Epoch - 1 + ((double)progress.Done / progress.Images)) / plan.PlainEpochs), context.Cancellation,
            (epoch, network) => course.Add(new PlainPoint(
                epoch, Substitution.PlainAccuracy(network, tried, context.Cancellation),
                Vote(network, half), Vote(network, one))));
        return new PlainCourse(
            weights, Substitution.PlainAccuracy(weights, train, context.Cancellation),
            Substitution.PlainAccuracy(weights, context.Data.Test, context.Cancellation), [.. course]);

        double Vote(NetworkWeights network, HiddenCells cells) => Evaluator.Run(network, cells, tried, cancellation: context.Cancellation).Vote;
    }
}
