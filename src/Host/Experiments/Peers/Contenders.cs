using System.Diagnostics;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>A peer.</summary>
internal sealed class PeerContender(PeerProcess peer) : IContender
{
    /// <inheritdoc/>
    public string Versions => peer.Ready.Versions;

    /// <inheritdoc/>
    public int Threads => peer.Ready.Threads;

    /// <inheritdoc/>
    public RoundAnswer Run(int times) => peer.Run(times);

    /// <inheritdoc/>
    public void Dispose() => peer.Dispose();
}

/// <summary>One of fhnhw's arrays.</summary>
internal sealed class ArrayContender : IContender
{
    private readonly ICellArray _array;
    private readonly Features _features;
    private readonly ushort[] _codes;
    private readonly WorkChecks _checks;

    /// <summary>Takes an array, which it disposes of.</summary>
    /// <param name="array">The array.</param>
    /// <param name="work">Its work.</param>
    /// <param name="features">What it gives back.</param>
    /// <param name="isChecked">True to run the work once for its check values.</param>
    public ArrayContender(ICellArray array, CellWork work, Features features, bool isChecked)
    {
        (_array, _features, _codes) = (array, features, work.Codes());
        _checks = isChecked ? work.ChecksOf(array) : new WorkChecks();
    }

    /// <inheritdoc/>
    public string Versions => _array.Describe().Kernel;

    /// <inheritdoc/>
    public int Threads => Environment.ProcessorCount;

    /// <inheritdoc/>
    public RoundAnswer Run(int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var n = 0; n < times; n++)
        {
            _array.Run(new(_codes, _features)).Trace?.GiveBack();
        }

        return new RoundAnswer(Stopwatch.GetElapsedTime(start).TotalSeconds, _checks);
    }

    /// <inheritdoc/>
    public void Dispose() => _array.Dispose();
}

/// <summary>One of fhnhw's arrays at what a network asks it for; a response table is of a new array each time.</summary>
/// <param name="work">What it is asked for.</param>
/// <param name="make">Makes the array.</param>
internal sealed class FeatureContender(FeatureWork work, Func<ICellArray> make) : IContender
{
    private readonly ICellArray _array = make();

    /// <inheritdoc/>
    public string Versions => _array.Describe().Kernel;

    /// <inheritdoc/>
    public int Threads => Environment.ProcessorCount;

    /// <inheritdoc/>
    public RoundAnswer Run(int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var n = 0; n < times; n++)
        {
            using var made = work.Work is PeerWork.ResponseTable or PeerWork.ResponseTableInNewMemory ? make() : null;
            var trace = (made ?? _array).Run(new(work.Codes, work.Features, work.Readout)).Trace;
            if (work.Work != PeerWork.ResponseTableInNewMemory)
            {
                trace?.GiveBack();
            }
        }

        return new RoundAnswer(Stopwatch.GetElapsedTime(start).TotalSeconds, new WorkChecks());
    }

    /// <inheritdoc/>
    public void Dispose() => _array.Dispose();
}

/// <summary>fhnhw's training: every time is an epoch, and training goes on from round to round.</summary>
internal sealed class TrainingContender : IContender
{
    private readonly Trainer _trainer;
    private readonly LayerPass[] _layers;
    private readonly IDisposable? _array;
    private int _epoch;

    /// <summary>Prepares a network of one hidden layer.</summary>
    /// <param name="layer">Its hidden layer.</param>
    /// <param name="surrogate">The layer's surrogate.</param>
    /// <param name="versions">What it is, a few words.</param>
    /// <param name="images">What it learns from.</param>
    /// <param name="options">Batch and rate, those of the peers.</param>
    /// <param name="array">Disposed of at the end, or null.</param>
    public TrainingContender(
        HiddenLayer layer, string surrogate, string versions, ImageSet images, TrainingOptions options, IDisposable? array = null)
    {
        var weights = NetworkWeights.Draw(images.Rows * images.Columns, options.Hidden, images.Classes, options.Seed);
        _trainer = new Trainer(options, images, weights, new AdamState(weights));
        _layers = [new LayerPass(layer.Forward, layer.Surrogate(surrogate))];
        (Versions, _array) = (versions, array);
    }

    /// <inheritdoc/>
    public string Versions { get; }

    /// <inheritdoc/>
    public int Threads => Environment.ProcessorCount;

    /// <inheritdoc/>
    public RoundAnswer Run(int times)
    {
        var (start, accuracy) = (Stopwatch.GetTimestamp(), double.NaN);
        for (var n = 0; n < times; n++)
        {
            accuracy = _trainer.RunEpoch(++_epoch, _layers, null, CancellationToken.None).TrainMean;
        }

        return new RoundAnswer(Stopwatch.GetElapsedTime(start).TotalSeconds, new WorkChecks(TrainAccuracy: accuracy));
    }

    /// <inheritdoc/>
    public void Dispose() => _array?.Dispose();
}
