using FhnHw.Files;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Runs;

/// <summary>Who is told how a run goes.</summary>
public interface ITrainingListener
{
    /// <summary>After each batch.</summary>
    void OnBatch(TrainingProgress progress);

    /// <summary>After each epoch.</summary>
    void OnEpoch(EpochResult epoch, Accuracy test);
}

/// <summary>What a run gave.</summary>
/// <param name="Weights">The trained network.</param>
/// <param name="Train">Accuracy on the training images.</param>
/// <param name="Test">Accuracy on the test images.</param>
/// <param name="Forward"><c>atlas</c> or <c>stream</c>.</param>
/// <param name="SecondsPerEpoch">Median wall time of the training part of an epoch.</param>
/// <param name="ImagesPerSecond">Training images over that time.</param>
public sealed record TrainingOutcome(
    NetworkWeights Weights, Accuracy Train, Accuracy Test, string Forward, double SecondsPerEpoch, double ImagesPerSecond);

/// <summary>Trains a network with an array in the forward pass, epoch by epoch, leaving a checkpoint after each.</summary>
/// <param name="configuration">What decides the run's bits.</param>
/// <param name="data">The images.</param>
/// <param name="array">The array.</param>
/// <param name="folder">Where checkpoints go, or null.</param>
/// <param name="listener">Who is told.</param>
/// <param name="prepared">The array in the hidden layer's place, where it was prepared before; null to do it at the start.</param>
public sealed class TrainingRun(
    RunConfiguration configuration, DataSet data, ICellArray array, string? folder, ITrainingListener listener, HiddenCells? prepared = null)
{
    // Images of each epoch that run on the device again, to see that the atlas still holds.
    private const int CheckedImages = 8;

    private static readonly string[] Columns =
        ["epoch", "loss", "train_mean_percent", "test_vote_percent", "test_mean_percent", "seconds"];

    private readonly TrainingOptions _options = configuration.Training;

    /// <summary>Trains to the end, from the folder's checkpoint where resuming.</summary>
    /// <param name="resume">Continue the folder's run.</param>
    /// <param name="cancellation">Stops between batches; the last epoch's checkpoint stays.</param>
    public TrainingOutcome Run(bool resume, CancellationToken cancellation)
    {
        var cells = prepared ?? new HiddenCells(array, _options.Activation, configuration.Forward);

        // A run stopped in its first epoch has left no checkpoint and begins anew.
        var surrogate = cells.Surrogate(configuration.Surrogate, configuration.Profile is { } profile ? CellProfile.Read(profile) : null);
        var (weights, adam, done, at) = resume && File.Exists(RunFolder.Checkpoint(folder!)) ? Continued() : Fresh();
        at.Restore(array, cells.Trials);
        var trainer = new Trainer(_options, data.Train, weights, adam);
        var forward = cells.ForwardInTraining(_options.Glimpse, _options.Hidden, _options.Seed);
        var seconds = new List<double>();
        using var table = folder is null ? null : CsvWriter.Open(Path.Combine(folder, "epochs.csv"), Columns, done);
        for (var epoch = done + 1; epoch <= _options.Epochs; epoch++)
        {
            CheckAtlas(cells, weights, epoch);
            var result = trainer.RunEpoch(epoch, forward(epoch), surrogate, listener.OnBatch, cancellation);
            var test = Evaluate(weights, cells, data.Test, cancellation);
            seconds.Add(result.Seconds);
            table?.Append(epoch, result.Loss, result.TrainMean, test.Vote, test.Mean, result.Seconds);
            Save(weights, adam, epoch, CellsAt.Of(array, cells.Trials));
            listener.OnEpoch(result, test);
        }

        var median = seconds.Count == 0 ? double.NaN : MathNet.Numerics.Statistics.Statistics.Median(seconds);
        return new TrainingOutcome(
            weights, Evaluate(weights, cells, data.Train, cancellation), Evaluate(weights, cells, data.Test, cancellation),
            cells.Forward.Name, median, data.Train.Count / median);
    }

    /// <summary>The output layer of a network, as arrays take it.</summary>
    public static Readout ReadoutOf(NetworkWeights weights, Activation activation) => new(activation, weights.W3Values, weights.B3);

    /// <summary>Accuracy of a network with cells in its hidden layer.</summary>
    public static Accuracy Evaluate(
        NetworkWeights weights, Activation activation, HiddenCells cells, ImageSet images, CancellationToken cancellation,
        Action<int>? progress = null) => Evaluator.Run(
            weights, images, cells.Levels, cells.Forward, cells.Voter(ReadoutOf(weights, activation)), progress, cancellation);

    private (NetworkWeights Weights, AdamState Adam, int Epoch, CellsAt Cells) Fresh()
    {
        var weights = NetworkWeights.Draw(data.Train.Rows * data.Train.Columns, _options.Hidden, data.Train.Classes, _options.Seed);
        return (weights, new AdamState(weights), 0, CellsAt.Start);
    }

    // A run killed between its two files has weights older than its checkpoint.
    private (NetworkWeights Weights, AdamState Adam, int Epoch, CellsAt Cells) Continued()
    {
        var (weights, adam, epoch, cells) = Checkpoint.Read(RunFolder.Checkpoint(folder!));
        var (pixels, hidden, classes) = (data.Train.Rows * data.Train.Columns, _options.Hidden, data.Train.Classes);
        if ((weights.Pixels, weights.Hidden, weights.Classes) != (pixels, hidden, classes) || epoch > _options.Epochs)
        {
            throw new InvalidSettingException(
                $"{RunFolder.Checkpoint(folder!)} is of another run than {RunFolder.Configuration(folder!)}; put back the one that belongs to it, or remove it to begin anew.");
        }

        Checkpoint.WriteWeights(RunFolder.Weights(folder!), weights);
        return (weights, adam, epoch, cells);
    }

    private Accuracy Evaluate(NetworkWeights weights, HiddenCells cells, ImageSet images, CancellationToken cancellation) =>
        Evaluate(weights, _options.Activation, cells, images, cancellation);

    private void CheckAtlas(HiddenCells cells, NetworkWeights weights, int epoch)
    {
        var random = Seeds.Stream(_options.Seed, SeedPurpose.AtlasCheck, epoch);
        int[] images = [.. Enumerable.Range(0, CheckedImages).Select(_ => random.Next(data.Train.Count))];
        cells.CheckAtlas(Evaluator.Currents(weights, data.Train, images, cells.Levels));
    }

    private void Save(NetworkWeights weights, AdamState adam, int epoch, CellsAt cells)
    {
        if (folder is not null)
        {
            Checkpoint.Write(RunFolder.Checkpoint(folder), weights, adam, epoch, cells);
            Checkpoint.WriteWeights(RunFolder.Weights(folder), weights);
        }
    }
}
