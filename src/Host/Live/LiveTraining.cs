using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Live;

/// <summary>
/// What a run that trains tells its page. Between two batches that is a look at a counter and, a few times a second while a page is open, a copy of the
/// weights; the run's bits know nothing of it.
/// </summary>
/// <param name="content">The page's content.</param>
internal sealed class LiveTraining(LiveNetwork content)
{
    private const long Pause = 300; // milliseconds

    private long _lastBatch = -Pause, _lastEpoch = -Pause;
    private Action? _untold; // what the last epoch gave, where it came too soon after another

    /// <summary>After a batch.</summary>
    public void AtBatch(TrainingProgress progress, NetworkWeights weights)
    {
        if (!content.Topics.AreRead || !IsTime(ref _lastBatch))
        {
            return;
        }

        content.Topics.Set("batch", LiveSays.Batch(progress.Epoch, progress.Done, progress.Images, progress.Loss, progress.Accuracy));
        Show(progress.Epoch, weights);
    }

    /// <summary>After an epoch.</summary>
    /// <param name="epoch">What it gave.</param>
    /// <param name="accuracy">On the watched images, or null.</param>
    /// <param name="run">The run.</param>
    /// <param name="labels">Classes of the watched images.</param>
    public void AtEpoch(EpochResult epoch, Accuracy? accuracy, TrainingRun run, byte[] labels)
    {
        content.Topics.Add("epoch", LiveSays.Epoch(epoch.Epoch, epoch.Loss, epoch.TrainMean, accuracy?.Vote, accuracy?.Mean));
        var predictions = accuracy is null ? null : run.WatchedPredictions;
        _untold = () =>
        {
            if (predictions is not null)
            {
                content.Topics.Set("confusion", LiveSays.Confusion(Array.ConvertAll(labels, label => (int)label), predictions.Votes));
            }

            Show(epoch.Epoch, run.Weights);
        };
        if (IsTime(ref _lastEpoch))
        {
            TellRest();
        }
    }

    /// <summary>The weights as they are.</summary>
    public void Show(int epoch, NetworkWeights weights)
    {
        if (content.Network.TryTake(weights))
        {
            content.Topics.Set("weights", LiveSays.Weights(epoch));
        }
    }

    /// <summary>The run has ended.</summary>
    public void End(string words)
    {
        TellRest();
        content.Topics.Set("end", LiveSays.End(words));
    }

    private void TellRest()
    {
        _untold?.Invoke();
        _untold = null;
    }

    private static bool IsTime(ref long last)
    {
        var now = Environment.TickCount64;
        if (now - last < Pause)
        {
            return false;
        }

        last = now;
        return true;
    }
}
