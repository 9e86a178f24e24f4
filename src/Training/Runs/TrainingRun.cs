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
/// <param name="Forward"><c>table</c>, <c>stream</c> or <c>plain</c>.</param>
/// <param name="NoisyTest">Accuracy on the test images with the noise that it was trained with; null where there was none.</param>
public sealed record TrainingOutcome(NetworkWeights Weights, Accuracy Train, Accuracy Test, string Forward, Accuracy? NoisyTest = null);

/// <summary>The epoch with the best accuracy on the images that a run watches.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Vote">Accuracy by vote, percent.</param>
/// <param name="Mean">Accuracy by the time-mean, percent.</param>
public sealed record BestEpoch(int Epoch, double Vote, double Mean);

/// <summary>
/// Trains one network: draws its weights and trains for some epochs, forward through its hidden layers and backward through a
/// surrogate. With a folder it writes a checkpoint after each epoch and can continue from it to the same bits.
/// </summary>
public sealed class TrainingRun
{
    // Images of each epoch that run on the device again, to check that the response table still holds.
    private const int CheckedImages = 8;

    private readonly RunSettings _settings;
    private readonly TrainingOptions _options;
    private readonly ImageSet _images;
    private readonly HiddenLayers _layers;
    private readonly List<double> _seconds = [];
    private IOptimiser? _optimiser;
    private IReadOnlyList<CellsAt>? _continueAt;
    private NetworkWeights _weights;
    private EvaluationRoom? _room;
    private PredictionDetails? _details; // one for all epochs: a run takes no more memory with each
    private (int Epoch, Predictions Predictions, Accuracy Accuracy)? _watched; // the last evaluation on the images that are watched

    /// <summary>Prepares a run.</summary>
    /// <param name="settings">The settings that decide its bits; the layers have the arrays already.</param>
    /// <param name="images">What it learns from.</param>
    /// <param name="layers">The hidden layers, as many as the settings have, of as many cells as <see cref="TrainingOptions.Cells"/>.</param>
    public TrainingRun(RunSettings settings, ImageSet images, HiddenLayers layers)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(layers.Count, settings.Training.Hidden.Count);
        (_settings, _options, _images) = (settings, settings.Training, images);
        _layers = UnitLayers.Of(layers, _options.Hidden, _options.Pool, _options.Ghosts, _options.HiddenNoise);
        _weights = NetworkWeights.Draw(images.Rows * images.Columns, _options.Hidden, images.Classes, _options.Seed);
    }

    /// <summary>The network: as drawn from the seed, unless another is given, and trained epoch by epoch.</summary>
    public NetworkWeights Weights
    {
        get => _weights;
        set => (_weights, _watched, _room) = (value, null, null);
    }

    /// <summary>Whole epochs done.</summary>
    public int Epoch { get; private set; }

    /// <summary>Where checkpoint, weights and epochs.csv go; null to keep nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>Images on which the network is evaluated while it trains; null for none.</summary>
    public ImageSet? Watched { get; init; }

    /// <summary>True where <see cref="Watched"/> are images held out for validation: then the weights of the best epoch are kept too.</summary>
    public bool Validates { get; init; }

    /// <summary>The best epoch by vote on <see cref="Watched"/>, the first of equals; null before the first evaluation.</summary>
    public BestEpoch? Best { get; private set; }

    /// <summary>The predictions of the last evaluation on <see cref="Watched"/>; null before the first.</summary>
    public Predictions? WatchedPredictions => _watched?.Predictions;

    /// <summary>The optimiser; null for Adam.</summary>
    public Func<NetworkWeights, IOptimiser>? Optimiser { get; init; }

    /// <summary>The loss function; null for the cross entropy of the softmax.</summary>
    public ILoss? Loss { get; init; }

    /// <summary>The forward pass of the last hidden layer in an epoch, from 1; null for the layer's own.</summary>
    public Func<int, IForward>? Forward { get; init; }

    /// <summary>True to run a few images of each epoch on the device again and compare them with the response table.</summary>
    public bool ChecksResponseTable { get; init; } = true;

    /// <summary>Told after each batch.</summary>
    public Action<TrainingProgress>? OnBatch { get; set; }

    /// <summary>Told after each epoch: what it gave, and the accuracy on <see cref="Watched"/> where it was measured.</summary>
    public Action<EpochResult, Accuracy?>? OnEpoch { get; set; }

    /// <summary>Continues from the folder's checkpoint. A run that was stopped in its first epoch has none and starts again.</summary>
    /// <exception cref="InvalidSettingException">The checkpoint is of another run.</exception>
    public void Resume()
    {
        var path = RunFolder.Checkpoint(Folder!);
        if (!File.Exists(path))
        {
            return;
        }

        var (weights, adam, epoch, cells, best) = Checkpoint.Read(path);
        if (!weights.HasShapeOf(Weights) || epoch > _options.Epochs)
        {
            throw new InvalidSettingException(
                $"{path} is of another run than {RunFolder.Configuration(Folder!)}; "
                    + "put back the one that belongs to it, or remove it to start again.");
        }

        // A run that was killed between its two files has weights older than its checkpoint.
        WeightsFile.Write(RunFolder.Weights(Folder!), weights);
        (Weights, _optimiser, Epoch, _continueAt, Best) = (weights, adam, epoch, cells, best);
    }

    /// <summary>Trains to the end.</summary>
    /// <param name="cancellation">Stops between batches; the last epoch's checkpoint stays.</param>
    /// <exception cref="ResponseTableMismatchException">The device no longer responds as its response table says.</exception>
    public void Run(CancellationToken cancellation)
    {
        var passes = Passes();
        _layers.CellsAt = _continueAt ?? [.. _layers.Select(_ => CellsAt.Start)]; // after the surrogates, which may have run the cells to measure them
        _optimiser ??= Optimiser?.Invoke(Weights) ?? new AdamState(Weights);
        var trainer = new Trainer(_options, _images, Weights, _optimiser, Loss);
        using var table = Folder is null ? null : EpochTable.Open(Folder, Validates, Epoch);
        while (Epoch < _options.Epochs)
        {
            CheckResponseTable(Epoch + 1);
            var result = trainer.RunEpoch(Epoch + 1, passes(Epoch + 1), OnBatch, cancellation);
            Epoch++;
            var watched = Watch(cancellation);
            _seconds.Add(result.Seconds);
            if (table is not null)
            {
                EpochTable.Append(table, result, watched);
            }

            Save(isBest: watched is not null && Best!.Epoch == Epoch);
            OnEpoch?.Invoke(result, watched);
        }
    }

    /// <summary>Median wall time of the training part of an epoch, seconds; NaN where none was trained now.</summary>
    public double SecondsPerEpoch => _seconds.Count == 0 ? double.NaN : _seconds.Median();

    /// <summary>Wall time of the training part of all epochs that were trained now, seconds.</summary>
    public double SecondsTrained => _seconds.Sum();

    /// <summary>Training images of an epoch over its time.</summary>
    public double ImagesPerSecond => _images.Count / SecondsPerEpoch;

    /// <summary>
    /// Evaluates the network as it is now on a set of images. What was measured on those that are watched, after the last epoch, is not measured
    /// again where it would be the same.
    /// </summary>
    public Accuracy Evaluate(ImageSet images, CancellationToken cancellation) =>
        Holds(images) ? _watched!.Value.Accuracy : Measure(images, cancellation).Accuracy(images);

    /// <summary>The network's predictions as it is now, as for its accuracy; those of <see cref="Watched"/> in detail where a folder keeps them.</summary>
    public Predictions Predict(ImageSet images, CancellationToken cancellation) =>
        Holds(images) ? _watched!.Value.Predictions : Measure(images, cancellation);

    /// <summary>Evaluates the network as it is now on all images.</summary>
    /// <param name="data">Training and test images, in this order.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public TrainingOutcome Evaluate(DataSet data, CancellationToken cancellation) =>
        new(Weights, Evaluate(data.Train, cancellation), Evaluate(data.Test, cancellation), _layers.Last.Forward.Name,
            EvaluateUnderNoise(data.Test, cancellation));

    /// <summary>Evaluates the network as it is now with the noise that it is trained with; null where there is none.</summary>
    public Accuracy? EvaluateUnderNoise(ImageSet images, CancellationToken cancellation) => _options.HiddenNoise.IsNone ? null : Evaluator.Run(
        Weights, UnitLayers.Under(_layers, _options.Hidden, new TestNoise(_options.HiddenNoise, _options.Seed)), images, cancellation: cancellation);

    // True where the last evaluation on the watched images would be the same now.
    private bool Holds(ImageSet images) =>
        _watched is { } known && known.Epoch == Epoch && ReferenceEquals(images, Watched)
        && _layers.All(layer => layer.ResponseTable is not null || layer is PlainLayer);

    private Accuracy? Watch(CancellationToken cancellation)
    {
        if (Watched is null || (Epoch % _settings.EvaluateEvery != 0 && Epoch < _options.Epochs))
        {
            return null;
        }

        var predictions = Measure(Watched, cancellation);
        var accuracy = predictions.Accuracy(Watched);
        _watched = (Epoch, predictions, accuracy);
        Best = Best is { } best && best.Vote >= accuracy.Vote ? best : new BestEpoch(Epoch, accuracy.Vote, accuracy.Mean);
        return accuracy;
    }

    // Details of the watched images only: those of the last epoch are kept with the run.
    private Predictions Measure(ImageSet images, CancellationToken cancellation)
    {
        _room ??= new EvaluationRoom(Weights, images.Rows, images.Columns);
        var details = Folder is not null && ReferenceEquals(images, Watched)
            ? _details ??= PredictionDetails.For(images.Count, Weights.Classes, 0)
            : null;
        return Evaluator.Predict(_room, _layers, images, null, details, cancellation);
    }

    private void CheckResponseTable(int epoch)
    {
        if (!ChecksResponseTable || _layers.All(layer => layer.ResponseTable is null))
        {
            return;
        }

        var random = Seeds.Stream(_options.Seed, SeedPurpose.ResponseTableCheck, epoch);
        int[] images = [.. Enumerable.Range(0, CheckedImages).Select(_ => random.Next(_images.Count))];
        foreach (var (layer, codes) in _layers.Zip(Evaluator.Currents(Weights, _layers, _images, images)))
        {
            layer.CheckResponseTable(codes);
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

    private void Save(bool isBest)
    {
        if (Folder is null)
        {
            return;
        }

        if (Validates && isBest)
        {
            WeightsFile.Write(RunFolder.BestWeights(Folder), Weights);
        }

        Checkpoint.Write(RunFolder.Checkpoint(Folder), Weights, (AdamState)_optimiser!, Epoch, _layers.CellsAt, Best);
        WeightsFile.Write(RunFolder.Weights(Folder), Weights);
    }
}
