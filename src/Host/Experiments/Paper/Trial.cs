using System.Numerics.Tensors;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

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

    /// <summary>True to begin with weights that are all positive, as a uniform draw from 0 to 1 gives.</summary>
    public bool PositiveWeights { get; init; }

    /// <summary>How the same network is trained further when this is over; null for not at all.</summary>
    public Trial? Then { get; init; }

    /// <summary>Draws a network, trains it on the cells and tries it on the test images.</summary>
    public Accuracy Run(TrialCells cells, DataSet data, CancellationToken cancellation)
    {
        var weights = NetworkWeights.Draw(data.Train.Rows * data.Train.Columns, Options.Hidden, data.Train.Classes, Options.Seed);
        if (PositiveWeights)
        {
            TensorPrimitives.Abs(weights.W1Values, weights.W1Values);
            TensorPrimitives.Abs(weights.W3Values, weights.W3Values);
        }

        Train(weights, cells, data.Train, cancellation);
        Then?.Train(weights, cells, data.Train, cancellation);
        return cells.Evaluate(weights, data.Test, cancellation);
    }

    private void Train(NetworkWeights weights, TrialCells cells, ImageSet images, CancellationToken cancellation)
    {
        var trainer = new Trainer(Options, images, weights, Optimiser?.Invoke(weights) ?? new AdamState(weights), Cost);
        var forward = Instant ? new GlimpseForward(cells.Atlas!, Options.Hidden, 1, Options.Seed) : cells.Forward;
        var surrogate = cells.Surrogate(Surrogate);
        for (var epoch = 1; epoch <= Options.Epochs; epoch++)
        {
            trainer.RunEpoch(epoch, forward, surrogate, null, cancellation);
        }
    }
}

/// <summary>The cells of a trial.</summary>
/// <param name="Forward">Their time-means.</param>
/// <param name="Levels">The currents that they know.</param>
/// <param name="Activation">g behind them.</param>
/// <param name="Surrogate">The surrogate of a name.</param>
/// <param name="Voter">Counts votes; null to take the time-mean's answer.</param>
/// <param name="Atlas">Their response to every current; null in stream mode.</param>
internal sealed record TrialCells(
    IForward Forward, CurrentLevels Levels, Activation Activation, Func<string, ISurrogate> Surrogate, Func<Readout, IVoter>? Voter, Atlas? Atlas)
{
    /// <summary>The cells of an array.</summary>
    public static TrialCells Of(ICellArray array, Activation activation)
    {
        var cells = new HiddenCells(array, activation, ForwardMode.Auto);
        return new TrialCells(cells.Forward, cells.Levels, activation, name => cells.Surrogate(name), cells.Voter, cells.Atlas);
    }

    /// <summary>Sigmoids in the cells' place: a plain network.</summary>
    public static TrialCells Plain(CurrentLevels levels)
    {
        var sigmoid = new PlainSigmoid();
        return new TrialCells(sigmoid, levels, Activation.Linear, _ => sigmoid, null, null);
    }

    /// <summary>Accuracy of a network with these cells.</summary>
    public Accuracy Evaluate(NetworkWeights weights, ImageSet images, CancellationToken cancellation) => Evaluator.Run(
        weights, images, Levels, Forward, Voter?.Invoke(TrainingRun.ReadoutOf(weights, Activation)), cancellation: cancellation);
}
