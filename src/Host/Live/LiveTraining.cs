using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Live;

/// <summary>
/// What a run that trains tells its page. Between two batches that is a look at a counter and, a few times a second while a page is open, a copy of the
/// weights; what is told is put in words by the server. The run's bits know nothing of it.
/// </summary>
/// <param name="content">The page's content.</param>
internal sealed class LiveTraining(LiveNetwork content)
{
    // Milliseconds from one to the next: how the loss stands is read at a glance, a confusion matrix and images are not.
    private const long BatchPause = 300, EpochPause = 1000;

    private long _nextBatch, _nextEpoch;
    private Action? _untold; // what the last epoch gave, where it came too soon after another

    /// <summary>After a batch.</summary>
    public void AtBatch(TrainingProgress progress, NetworkWeights weights)
    {
        if (!content.Topics.AreRead || !IsTime(ref _nextBatch, BatchPause))
        {
            return;
        }

        var now = progress; // kept from here on alone: a batch that is not told allocates nothing
        content.Topics.Set("batch", () => LiveSays.Batch(now.Epoch, now.Done, now.Images, now.Loss, now.Accuracy));
        Show(progress.Epoch, weights);
    }

    /// <summary>After an epoch.</summary>
    /// <param name="epoch">What it gave.</param>
    /// <param name="accuracy">On the watched images, or null.</param>
    /// <param name="run">The run.</param>
    /// <param name="labels">Classes of the watched images.</param>
    public void AtEpoch(EpochResult epoch, Accuracy? accuracy, TrainingRun run, byte[] labels)
    {
        content.Topics.Add("epoch", () => LiveSays.Epoch(epoch.Epoch, epoch.Loss, epoch.TrainMean, accuracy?.Vote, accuracy?.Mean));
        var predictions = accuracy is null ? null : run.WatchedPredictions;
        _untold = () =>
        {
            if (predictions is not null)
            {
                content.Topics.Set("confusion", () => LiveSays.Confusion(Array.ConvertAll(labels, label => (int)label), predictions.Votes));
            }

            Show(epoch.Epoch, run.Weights);
        };
        if (IsTime(ref _nextEpoch, EpochPause))
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

    private static bool IsTime(ref long next, long pause)
    {
        var now = Environment.TickCount64;
        if (now < next)
        {
            return false;
        }

        next = now + pause;
        return true;
    }
}
