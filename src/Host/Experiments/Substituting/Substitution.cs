using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Substituting;

/// <summary>Accuracy with substitute neurons in a plain network's hidden layer.</summary>
/// <param name="Gamma">Gain from tanh to current.</param>
/// <param name="Train">Accuracy on the training images.</param>
/// <param name="Test">Accuracy on the test images.</param>
internal sealed record SubstituteRow(double Gamma, Accuracy Train, Accuracy Test);

/// <summary>
/// Section 3 of the paper: a network with sigmoid hidden layers is trained without any cell, then cells take the hidden
/// layers' place, with I = gamma · tanh(W · inputs), and the next layer reads the mean of x.
/// </summary>
internal static class Substitution
{
    /// <summary>How the plain network is trained: Adam 2e-3 at a constant rate, weight decay 0.01, 20 epochs in batches of 32, no bias.</summary>
    /// <remarks>
    /// The paper gives its accuracies, 99.5 and 97.7 %, and no recipe, and substitute neurons are sensitive to it. This one comes near those two;
    /// docs/results.md says how it was chosen, and what it and others give.
    /// </remarks>
    public static TrainingOptions PlainTraining { get; } = new()
    {
        Epochs = 20,
        Batch = 32,
        Schedule = Schedule.Constant,
        WeightDecay = 0.01,
    };

    /// <summary>Trains the plain network.</summary>
    /// <param name="options">How.</param>
    /// <param name="images">What it learns from.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <param name="afterEpoch">Shown the network after every epoch.</param>
    public static NetworkWeights TrainPlain(
        TrainingOptions options, ImageSet images, Action<TrainingProgress> progress, CancellationToken cancellation,
        Action<int, NetworkWeights>? afterEpoch = null)
    {
        TrainingRun run = null!;
        run = new TrainingRun(new RunSettings { Training = options }, images, HiddenLayers.Alike(new PlainLayer(new PlainSigmoid()), options.Hidden.Count))
        {
            OnBatch = progress,
            OnEpoch = (epoch, _) => afterEpoch?.Invoke(epoch.Epoch, run.Weights),
        };
        run.Run(cancellation);
        return run.Weights;
    }

    /// <summary>Accuracy of the plain network, percent.</summary>
    public static double PlainAccuracy(NetworkWeights weights, ImageSet images, CancellationToken cancellation) =>
        Evaluator.Run(weights, HiddenLayers.Alike(new PlainLayer(new PlainSigmoid()), weights.Hidden.Count), images, cancellation: cancellation).Mean;

    /// <summary>Puts cells in.</summary>
    public static SubstituteRow Run(NetworkWeights weights, HiddenCells units, DataSet data, CancellationToken cancellation)
    {
        var cells = HiddenLayers.Alike(units, weights.Hidden.Count);
        return new SubstituteRow(
            units.Codes.Gamma,
            Evaluator.Run(weights, cells, data.Train, cancellation: cancellation),
            Evaluator.Run(weights, cells, data.Test, cancellation: cancellation));
    }
}
