using System.Diagnostics;
using System.Globalization;
using FhnHw.Host.Terminal;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Results;

/// <summary>Tells how training goes: a moving bar with loss, accuracy and speed, and a line an epoch.</summary>
/// <param name="screen">Where the lines go.</param>
/// <param name="name">What is trained, in front of each line; empty for the only network.</param>
/// <param name="watched">What the accuracies are measured on: <c>test</c> or <c>validation</c>.</param>
/// <param name="epochs">Epochs of a run.</param>
/// <param name="before">Images of the runs before this one, which the bar counts on from.</param>
/// <param name="report">Moves the bar.</param>
internal sealed class TrainingLines(Screen screen, string name, string watched, int epochs, long before, Action<long, string> report)
{
    // Nobody reads faster, and a text a step would take memory.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long? _first; // images of this run that were trained before it was continued
    private TimeSpan _last = -Pause;

    /// <summary>Moves the bar, after a batch: at most some times a second, and at the end of an epoch.</summary>
    public void OnBatch(TrainingProgress progress)
    {
        if (progress.Done < progress.Images && _clock.Elapsed < _last + Pause)
        {
            return;
        }

        _last = _clock.Elapsed;
        var images = ((long)(progress.Epoch - 1) * progress.Images) + progress.Done;
        _first ??= images - progress.Done;
        var rate = (images - _first.Value) / _clock.Elapsed.TotalSeconds;
        report(before + images, string.Create(CultureInfo.InvariantCulture,
            $"{name}epoch {progress.Epoch}/{epochs}  loss {progress.Loss:F3}  accuracy {progress.Accuracy:F1} %  {rate:F0} images/s"));
    }

    /// <summary>Writes a line, after an epoch.</summary>
    public void OnEpoch(EpochResult epoch, Accuracy? accuracy)
    {
        var measured = accuracy is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{watched}: vote {accuracy.Vote:F2} %, mean {accuracy.Mean:F2} %  ");
        screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}epoch {epoch.Epoch,3}/{epochs}  loss {epoch.Loss:F4}  train {epoch.TrainMean:F2} %  {measured}{epoch.Seconds:F2} s"));
    }
}
