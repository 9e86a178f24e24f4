using System.Numerics.Tensors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>What a trial gave.</summary>
/// <param name="Weights">The trained network.</param>
/// <param name="Test">On the test images.</param>
internal sealed record TrialResult(NetworkWeights Weights, Accuracy Test);

/// <summary>The optimiser of a trial.</summary>
internal enum TrialOptimiser
{
    /// <summary>Adam.</summary>
    Adam,

    /// <summary>Plain gradient descent.</summary>
    Descent,

    /// <summary>Plain gradient descent with a momentum of 0.9.</summary>
    DescentWithMomentum,
}

/// <summary>The loss of a trial.</summary>
internal enum TrialLoss
{
    /// <summary>Cross entropy of the softmax.</summary>
    CrossEntropy,

    /// <summary>Squared error of the softmax.</summary>
    SquaredSoftmax,

    /// <summary>Squared error of sigmoid outputs.</summary>
    SquaredSigmoid,

    /// <summary>Cross entropy of the softmax of sigmoid outputs.</summary>
    SquashedSoftmax,
}

/// <summary>How a network is trained in one trial: what the paper leaves open, each choice by itself.</summary>
internal sealed record Trial
{
    /// <summary>Learning rate, mini-batch size, seed, epochs, readout non-linearity.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The surrogate gradient in the backward pass.</summary>
    public string Surrogate { get; init; } = "sigmoid";

    /// <summary>The optimiser.</summary>
    public TrialOptimiser Optimiser { get; init; }

    /// <summary>The loss.</summary>
    public TrialLoss Loss { get; init; }

    /// <summary>True to train on one instant of the window a time instead of on the time-mean.</summary>
    public bool Instant { get; init; }

    /// <summary>True to begin with weights that are all positive, as a uniform draw from 0 to 1 gives.</summary>
    public bool PositiveWeights { get; init; }

    /// <summary>How the same network is trained further when this is over (<see cref="TrialTasks"/>); null for not at all.</summary>
    public Trial? Then { get; init; }

    /// <summary>Draws a network, trains it on the cells and tries it on the test images.</summary>
    /// <param name="cells">The hidden layer.</param>
    /// <param name="data">The images.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="from">The network to go on with, which stays as it is; null to draw one.</param>
    public TrialResult Run(HiddenLayers cells, DataSet data, CancellationToken cancellation, NetworkWeights? from = null)
    {
        var run = Prepare(cells, data.Train);
        if (from is not null)
        {
            run.Weights = from.Copy();
        }
        else if (PositiveWeights)
        {
            foreach (var layer in run.Weights.Layers)
            {
                TensorPrimitives.Abs(layer.Values, layer.Values);
            }
        }

        run.Run(cancellation);
        return new TrialResult(run.Weights, Evaluator.Run(run.Weights, cells, data.Test, cancellation: cancellation));
    }

    private TrainingRun Prepare(HiddenLayers cells, ImageSet images)
    {
        var instants = Instant ? new TemporalCropForward(cells.Last.ResponseTable!, Options.Hidden.Last, 1, Options.Seed) : null;
        return new TrainingRun(new RunSettings { Surrogate = Surrogate, Training = Options }, images, cells)
        {
            Optimiser = Optimiser switch
            {
                TrialOptimiser.Descent => weights => new SgdState(weights),
                TrialOptimiser.DescentWithMomentum => weights => new SgdState(weights, 0.9f),
                _ => null,
            },
            Loss = Loss switch
            {
                TrialLoss.SquaredSoftmax => new SquaredLoss(Squash.Softmax),
                TrialLoss.SquaredSigmoid => new SquaredLoss(Squash.Sigmoid),
                TrialLoss.SquashedSoftmax => new SquashedSoftmaxLoss(),
                _ => null,
            },
            Forward = instants is null ? null : _ => instants,
            ChecksResponseTable = false, // many short trials share a response table, and the runs of the paper's tables check it
        };
    }
}
