using System.Diagnostics;
using System.Globalization;
using FhnHw.Host.Terminal;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Results;

/// <summary>Tells how a training run goes: a moving bar with loss, accuracy and speed, and a line an epoch.</summary>
internal sealed class TrainingLines(Screen screen, int epochs, Action<long, string> report)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _images;

    /// <summary>Moves the bar, after a batch.</summary>
    public void OnBatch(TrainingProgress progress)
    {
        _images = ((long)(progress.Epoch - 1) * progress.Images) + progress.Done;
        var rate = _images / _clock.Elapsed.TotalSeconds;
        report(_images, string.Create(CultureInfo.InvariantCulture,
            $"epoch {progress.Epoch}/{epochs}  loss {progress.Loss:F3}  accuracy {progress.Accuracy:F1} %  {rate:F0} images/s"));
    }

    /// <summary>Writes a line, after an epoch.</summary>
    public void OnEpoch(EpochResult epoch, Accuracy? test) => screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch,3}/{epochs}  loss {epoch.Loss:F4}  train {epoch.TrainMean:F2} %  "
        + $"test: vote {test?.Vote:F2} %, mean {test?.Mean:F2} %  {epoch.Seconds:F2} s"));
}
