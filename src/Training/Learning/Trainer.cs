using System.Diagnostics;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>The progress of a run, after each batch.</summary>
/// <param name="Epoch">Epoch under way, from 1.</param>
/// <param name="Done">Images seen in it.</param>
/// <param name="Images">Images of an epoch.</param>
/// <param name="Loss">Mean loss so far in it, nats.</param>
/// <param name="Accuracy">Accuracy so far in it by the time-mean, percent.</param>
public readonly record struct TrainingProgress(int Epoch, int Done, int Images, double Loss, double Accuracy);

/// <summary>What an epoch gave.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean training loss, nats.</param>
/// <param name="TrainMean">Training accuracy by the time-mean, percent.</param>
/// <param name="Seconds">Wall time of the training part.</param>
public sealed record EpochResult(int Epoch, double Loss, double TrainMean, double Seconds);

/// <summary>The training loop: epochs of mini-batches over one set of images.</summary>
/// <param name="options">Batch, rates, augmentation, seed.</param>
/// <param name="images">What to learn from.</param>
/// <param name="weights">What is learnt.</param>
/// <param name="optimiser">The optimiser: Adam in every run, others in experiments.</param>
/// <param name="lossFunction">The loss function; null for the cross entropy of the softmax.</param>
public sealed class Trainer(TrainingOptions options, ImageSet images, NetworkWeights weights, IOptimiser optimiser, ILoss? lossFunction = null)
{
    private readonly EpochOrder _order = new(options, images);
    private TrainingStep? _step;

    /// <summary>Steps of a whole run.</summary>
    internal long StepsOfRun => (long)options.Epochs * StepsOfEpoch;

    private int StepsOfEpoch => (images.Count + options.Batch - 1) / options.Batch;

    /// <summary>Trains for one epoch.</summary>
    /// <param name="epoch">From 1; draws the order of the images.</param>
    /// <param name="layers">Each hidden layer, forward and backward.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public EpochResult RunEpoch(
        int epoch, IReadOnlyList<LayerPass> layers, Action<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        _order.Draw(epoch);
        _step ??= new TrainingStep(
            weights, optimiser, layers, options.Bias, options.Batch, images.Rows, images.Columns, lossFunction ?? new SoftmaxLoss(),
            options.Dropout > 0 ? new Dropout(options.Dropout, options.Seed) : null);
        _step.Layers = layers;
        var (loss, correct) = (0.0, 0);
        for (var done = 0; done < images.Count;)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(options.Batch, images.Count - done);
            var transforms = _order.Transforms.IsEmpty ? default : _order.Transforms.Slice(done, count);
            var rate = Adam.RateAt(options.RateAt(optimiser.Steps, StepsOfRun), options.WeightDecay, optimiser.Steps + 1);
            var (batchLoss, batchCorrect) = _step.Run(images, _order.Indices.Slice(done, count), transforms, rate);
            optimiser.Steps++;
            done += count;
            loss += batchLoss;
            correct += batchCorrect;
            progress?.Invoke(new TrainingProgress(epoch, done, images.Count, loss / done, 100.0 * correct / done));
        }

        return new EpochResult(epoch, loss / images.Count, 100.0 * correct / images.Count, clock.Elapsed.TotalSeconds);
    }
}
