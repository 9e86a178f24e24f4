using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Seeding;
using MathNet.Numerics.Statistics;

namespace FhnHw.Training.Runs;

/// <summary>What a run gave.</summary>
/// <param name="Weights">The trained network.</param>
/// <param name="Train">Accuracy on the training images.</param>
/// <param name="Test">Accuracy on the test images.</param>
/// <param name="Forward"><c>atlas</c>, <c>stream</c> or <c>plain</c>.</param>
/// <param name="SecondsPerEpoch">Median wall time of the training part of an epoch; NaN where none was trained now.</param>
/// <param name="ImagesPerSecond">Training images over that time.</param>
/// <param name="NoisyTest">Accuracy on the test images with the noise that it was trained with; null where there was none.</param>
public sealed record TrainingOutcome(
    NetworkWeights Weights, Accuracy Train, Accuracy Test, string Forward, double SecondsPerEpoch, double ImagesPerSecond,
    Accuracy? NoisyTest = null);

/// <summary>
/// Trains one network: draws its weights and trains for some epochs, forward through its hidden layers and backward through a
/// surrogate. With a folder it writes a checkpoint after each epoch and can continue from it to the same bits.
/// </summary>
public sealed class TrainingRun
{
    // Images of each epoch that run on the device again, to check that the atlas still holds.
    private const int CheckedImages = 8;

    private static readonly string[] Columns =
        ["epoch", "loss", "train_mean_percent", "test_vote_percent", "test_mean_percent", "seconds"];

    private readonly RunSettings _settings;
    private readonly TrainingOptions _options;
    private readonly ImageSet _images;
    private readonly HiddenLayers _layers;
    private readonly List<double> _seconds = [];
    private IOptimiser? _optimiser;
    private IReadOnlyList<CellsAt>? _continueAt;

    /// <summary>Prepares a run.</summary>
    /// <param name="settings">The settings that decide its bits; the layers have the arrays already.</param>
    /// <param name="images">What it learns from.</param>
    /// <param name="layers">The hidden layers, as many as the settings have, of as many cells as <see cref="TrainingOptions.Cells"/>.</param>
    public TrainingRun(RunSettings settings, ImageSet images, HiddenLayers layers)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(layers.Count, settings.Training.Hidden.Count);
        (_settings, _options, _images) = (settings, settings.Training, images);
        _layers = UnitLayers.Of(layers, _options.Hidden, _options.Pool, _options.Ghosts, _options.HiddenNoise);
        Weights = NetworkWeights.Draw(images.Rows * images.Columns, _options.Hidden, images.Classes, _options.Seed);
    }

    /// <summary>The network: as drawn from the seed, unless another is given, and trained epoch by epoch.</summary>
    public NetworkWeights Weights { get; set; }

    /// <summary>Whole epochs done.</summary>
    public int Epoch { get; private set; }

    /// <summary>Where checkpoint, weights and epochs.csv go; null to keep nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>Images on which the network is evaluated after each epoch; null for none.</summary>
    public ImageSet? Test { get; init; }

    /// <summary>The optimiser; null for Adam.</summary>
    public Func<NetworkWeights, IOptimiser>? Optimiser { get; init; }

    /// <summary>The loss function; null for the cross entropy of the softmax.</summary>
    public ILoss? Loss { get; init; }

    /// <summary>The forward pass of the last hidden layer in an epoch, from 1; null for the layer's own.</summary>
    public Func<int, IForward>? Forward { get; init; }

    /// <summary>True to run a few images of each epoch on the device again and compare them with the atlas.</summary>
    public bool ChecksAtlas { get; init; } = true;

    /// <summary>Told after each batch.</summary>
    public Action<TrainingProgress>? OnBatch { get; init; }

    /// <summary>Told after each epoch: what it gave, and the accuracy on <see cref="Test"/>.</summary>
    public Action<EpochResult, Accuracy?>? OnEpoch { get; init; }

    /// <summary>Continues from the folder's checkpoint. A run that was stopped in its first epoch has none and starts again.</summary>
    /// <exception cref="InvalidSettingException">The checkpoint is of another run.</exception>
    public void Resume()
    {
        var path = RunFolder.Checkpoint(Folder!);
        if (!File.Exists(path))
        {
            return;
        }

        var (weights, adam, epoch, cells) = Checkpoint.Read(path);
        if (!weights.HasShapeOf(Weights) || epoch > _options.Epochs)
        {
            throw new InvalidSettingException(
                $"{path} is of another run than {RunFolder.Configuration(Folder!)}; "
                    + "put back the one that belongs to it, or remove it to start again.");
        }

        // A run that was killed between its two files has weights older than its checkpoint.
        WeightsFile.Write(RunFolder.Weights(Folder!), weights);
        (Weights, _optimiser, Epoch, _continueAt) = (weights, adam, epoch, cells);
    }

    /// <summary>Trains to the end.</summary>
    /// <param name="cancellation">Stops between batches; the last epoch's checkpoint stays.</param>
    /// <exception cref="AtlasMismatchException">The device no longer responds as its atlas says.</exception>
    public void Run(CancellationToken cancellation)
    {
        var passes = Passes();
        _layers.CellsAt = _continueAt ?? [.. _layers.Select(_ => CellsAt.Start)]; // after the surrogates, which may have run the cells to measure them
        _optimiser ??= Optimiser?.Invoke(Weights) ?? new AdamState(Weights);
        var trainer = new Trainer(_options, _images, Weights, _optimiser, Loss);
        using var table = Folder is null ? null : CsvWriter.Open(EpochTable.PathIn(Folder), Columns, Epoch);
        while (Epoch < _options.Epochs)
        {
            CheckAtlas(Epoch + 1);
            var result = trainer.RunEpoch(Epoch + 1, passes(Epoch + 1), OnBatch, cancellation);
            var test = Test is null ? null : Evaluator.Run(Weights, _layers, Test, cancellation: cancellation);
            Epoch++;
            _seconds.Add(result.Seconds);
            table?.Append(Epoch, result.Loss, result.TrainMean, test?.Vote ?? double.NaN, test?.Mean ?? double.NaN, result.Seconds);
            Save();
            OnEpoch?.Invoke(result, test);
        }
    }

    /// <summary>Evaluates the network as it is now.</summary>
    /// <param name="data">Training and test images, in this order.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public TrainingOutcome Evaluate(DataSet data, CancellationToken cancellation)
    {
        var seconds = _seconds.Count == 0 ? double.NaN : _seconds.Median();
        return new TrainingOutcome(
            Weights, Evaluator.Run(Weights, _layers, data.Train, cancellation: cancellation),
            Evaluator.Run(Weights, _layers, data.Test, cancellation: cancellation), _layers.Last.Forward.Name, seconds, _images.Count / seconds,
            _options.HiddenNoise.IsNone ? null : Evaluator.Run(
                Weights, UnitLayers.Under(_layers, _options.Hidden, new TestNoise(_options.HiddenNoise, _options.Seed)), data.Test,
                cancellation: cancellation));
    }

    private void CheckAtlas(int epoch)
    {
        if (!ChecksAtlas || _layers.All(layer => layer.Atlas is null))
        {
            return;
        }

        var random = Seeds.Stream(_options.Seed, SeedPurpose.AtlasCheck, epoch);
        int[] images = [.. Enumerable.Range(0, CheckedImages).Select(_ => random.Next(_images.Count))];
        foreach (var (layer, codes) in _layers.Zip(Evaluator.Currents(Weights, _layers, _images, images)))
        {
            layer.CheckAtlas(codes);
        }
    }

    // Each hidden layer in an epoch, forward and backward. A temporal crop is taken of the last layer, whose traces vote; the others send on the mean of
    // the whole window.
    private Func<int, LayerPass[]> Passes()
    {
        var calibration = _settings.Calibration is { } folder ? CellCalibration.Read(folder) : null;
        var surrogates = _layers.Select((layer, index) => layer.Surrogate(
            _settings.Surrogate, calibration?.OfLayer(_options.Cells, index))).ToArray();
        Func<int, IForward>[] forwards =
        [
            .. _layers.SkipLast(1).Select((layer, index) => layer.ForwardInTraining(0, _options.Hidden[index], _options.Seed)),
            Forward ?? _layers.Last.ForwardInTraining(_options.TemporalCrop, _options.Hidden.Last, _options.Seed),
        ];
        return epoch => [.. forwards.Select((forward, index) => new LayerPass(forward(epoch), surrogates[index]))];
    }

    private void Save()
    {
        if (Folder is not null)
        {
            Checkpoint.Write(RunFolder.Checkpoint(Folder), Weights, (AdamState)_optimiser!, Epoch, _layers.CellsAt);
            WeightsFile.Write(RunFolder.Weights(Folder), Weights);
        }
    }
}
