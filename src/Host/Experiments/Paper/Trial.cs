using FhnHw.Host.Data;
using FhnHw.Host.Network;
using FhnHw.Host.Training;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>How a network is trained in one trial: what the source leaves open, each choice by itself.</summary>
internal sealed record Trial
{
    /// <summary>Rates, batch, seed, epochs, layer.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The slope on the way back.</summary>
    public string Surrogate { get; init; } = "sigmoid";

    /// <summary>Makes the optimiser; Adam where null.</summary>
    public Func<NetworkWeights, IOptimiser>? Optimiser { get; init; }

    /// <summary>What is made small; the cross entropy of the softmax where null.</summary>
    public ICost? Cost { get; init; }

    /// <summary>True to train on one instant of the window a time instead of on the time-mean.</summary>
    public bool Instant { get; init; }

    /// <summary>Factor on the initial W1.</summary>
    public float W1Scale { get; init; } = 1;

    /// <summary>Factor on the initial W3.</summary>
    public float W3Scale { get; init; } = 1;

    /// <summary>True to begin with weights that are all positive, as a uniform draw from 0 to 1 gives.</summary>
    public bool PositiveWeights { get; init; }

    /// <summary>Trains on the cells and tries the network on the test images.</summary>
    public Accuracy Run(TrialCells cells, DataSet data, CancellationToken cancellation)
    {
        var weights = NetworkWeights.Draw(data.Train.Rows * data.Train.Columns, Options.Hidden, data.Train.Classes, Options.Seed);
        Scale(weights.W1Values, W1Scale);
        Scale(weights.W3Values, W3Scale);
        var trainer = new Trainer(Options, data.Train, weights, Optimiser?.Invoke(weights) ?? new AdamState(weights), Cost);
        var forward = Instant ? new InstantForward(cells.Atlas!, Options.Hidden, Options.Seed) : cells.Forward;
        for (var epoch = 1; epoch <= Options.Epochs; epoch++)
        {
            trainer.RunEpoch(epoch, forward, cells.Surrogate(Surrogate), null, cancellation);
        }

        return cells.Evaluate(weights, data.Test, cancellation);
    }

    private void Scale(float[] weights, float scale)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = scale * (PositiveWeights ? MathF.Abs(weights[i]) : weights[i]);
        }
    }
}

/// <summary>The cells of a trial.</summary>
/// <param name="Forward">Their time-means.</param>
/// <param name="Levels">The currents that they know.</param>
/// <param name="Activation">g behind them.</param>
/// <param name="Surrogate">The surrogate of a name.</param>
/// <param name="Voter">Counts votes.</param>
/// <param name="Atlas">Their response to every current; null in stream mode.</param>
internal sealed record TrialCells(
    IForward Forward, CurrentLevels Levels, Activation Activation, Func<string, ISurrogate> Surrogate, Func<Readout, IVoter> Voter, Atlas? Atlas)
{
    /// <summary>The cells of an array.</summary>
    public static TrialCells Of(ICellArray array, Activation activation)
    {
        var cells = new HiddenCells(array, activation, ForwardMode.Auto);
        return new TrialCells(cells.Forward, cells.Levels, activation, cells.Surrogate, cells.Voter, cells.Atlas);
    }

    /// <summary>Accuracy of a network with these cells.</summary>
    public Accuracy Evaluate(NetworkWeights weights, ImageSet images, CancellationToken cancellation) => Evaluator.Run(
        weights, images, Levels, Forward, Voter(TrainingRun.ReadoutOf(weights, Activation)), cancellation: cancellation);
}
