using System.Numerics.Tensors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>How a network is trained in one trial: what the paper leaves open, each choice by itself.</summary>
internal sealed record Trial
{
    /// <summary>Learning rate, mini-batch size, seed, epochs, readout non-linearity.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The surrogate gradient in the backward pass.</summary>
    public string Surrogate { get; init; } = "sigmoid";

    /// <summary>Makes the optimiser; Adam where null.</summary>
    public Func<NetworkWeights, IOptimiser>? Optimiser { get; init; }

    /// <summary>The loss; the cross entropy of the softmax where null.</summary>
    public ILoss? Loss { get; init; }

    /// <summary>True to train on one instant of the window a time instead of on the time-mean.</summary>
    public bool Instant { get; init; }

    /// <summary>True to begin with weights that are all positive, as a uniform draw from 0 to 1 gives.</summary>
    public bool PositiveWeights { get; init; }

    /// <summary>How the same network is trained further when this is over; null for not at all.</summary>
    public Trial? Then { get; init; }

    /// <summary>Draws a network, trains it on the cells and tries it on the test images.</summary>
    public Accuracy Run(HiddenLayers cells, DataSet data, CancellationToken cancellation)
    {
        var run = Prepare(cells, data.Train);
        if (PositiveWeights)
        {
            foreach (var layer in run.Weights.Layers)
            {
                TensorPrimitives.Abs(layer.Values, layer.Values);
            }
        }

        run.Run(cancellation);
        if (Then is not null)
        {
            var further = Then.Prepare(cells, data.Train);
            further.Weights = run.Weights;
            further.Run(cancellation);
        }

        return Evaluator.Run(run.Weights, cells, data.Test, cancellation: cancellation);
    }

    private TrainingRun Prepare(HiddenLayers cells, ImageSet images)
    {
        var instants = Instant ? new TemporalCropForward(cells.Last.Atlas!, Options.Hidden.Last, 1, Options.Seed) : null;
        return new TrainingRun(new RunSettings { Surrogate = Surrogate, Training = Options }, images, cells)
        {
            Optimiser = Optimiser,
            Loss = Loss,
            Forward = instants is null ? null : _ => instants,
            ChecksAtlas = false, // many short trials share an atlas, and the runs of the paper's tables check it
        };
    }
}
