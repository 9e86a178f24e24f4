using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Live;

/// <summary>Tells pages of a run folder, and goes on doing so while another program trains there.</summary>
internal sealed class FollowedRun : IDisposable
{
    private const int Pause = 1000; // milliseconds

    private readonly string _folder, _weights;
    private readonly LiveNetwork _content;
    private readonly Func<string, NetworkWeights> _read;
    private readonly Dictionary<string, DateTime> _known = [];
    private readonly Timer _timer;
    private readonly Lock _turn = new();
    private int _epochs;

    /// <summary>Reads what there is, and begins to look for more.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="weights">The file of its weights, which may not be there yet.</param>
    /// <param name="content">What pages show.</param>
    /// <param name="read">Reads the weights.</param>
    /// <exception cref="InvalidSettingException">A file is damaged.</exception>
    /// <exception cref="UnusableFileException">A file is damaged.</exception>
    public FollowedRun(string folder, string weights, LiveNetwork content, Func<string, NetworkWeights> read)
    {
        (_folder, _weights, _content, _read) = (folder, weights, content, read);
        Look();
        _timer = new Timer(_ => LookAgain(), null, Pause, Pause);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (IsNew(EpochTable.PathIn(_folder)))
        {
            var epochs = EpochTable.Read(_folder);
            foreach (var epoch in epochs.Skip(_epochs))
            {
                _content.Topics.Add("epoch", LiveSays.Epoch(epoch.Epoch, epoch.Loss, epoch.TrainMean, epoch.WatchedVote, epoch.WatchedMean));
            }

            _epochs = Math.Max(_epochs, epochs.Length);
        }

        if (IsNew(_weights))
        {
            _content.Network.TryTake(_read(_weights));
            _content.Topics.Set("weights", LiveSays.Weights(_epochs));
        }

        if (IsNew(PredictionsFile.PathIn(_folder)) && PredictionsFile.Read(_folder) is var (labels, votes))
        {
            _content.Topics.Set("confusion", LiveSays.Confusion(labels, votes));
        }
    }

    // A file that cannot be read just now is looked at again when it has changed once more.
    private void LookAgain()
    {
        if (!_turn.TryEnter())
        {
            return;
        }

        try
        {
            Look();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidSettingException or UnusableFileException)
        {
        }
        finally
        {
            _turn.Exit();
        }
    }

    private bool IsNew(string path)
    {
        var time = File.GetLastWriteTimeUtc(path);
        if (!File.Exists(path) || (_known.TryGetValue(path, out var known) && known == time))
        {
            return false;
        }

        _known[path] = time;
        return true;
    }
}
