using System.Globalization;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>A finished run is given more epochs: <c>train --resume DIR --epochs N</c>.</summary>
internal static class MoreEpochs
{
    /// <summary>The settings of a run with more epochs; as they were where it has so many.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="epochs">Epochs in all.</param>
    /// <exception cref="InvalidSettingException">The run is not finished, is of several seeds, or has more epochs already.</exception>
    public static RunSettings Of(string folder, RunSettings settings, int epochs)
    {
        var before = settings.Training.Epochs;
        if (epochs == before)
        {
            return settings;
        }

        var done = File.Exists(RunFolder.Checkpoint(folder)) ? Checkpoint.Read(RunFolder.Checkpoint(folder)).Epoch : 0;
        return settings.Seeds > 1 ? throw new InvalidSettingException($"{folder} holds runs of several seeds, which keep their epochs; leave out --epochs.")
            : epochs < before ? throw new InvalidSettingException($"The run has {before} epochs already; give more with --epochs, or leave it out.")
            : done < before ? throw new InvalidSettingException(
                $"The run has done {done} of its {before} epochs; continue it without --epochs first, and then with {epochs}.")
            : settings with
            {
                Training = settings.Training with { Epochs = epochs },
                EarlierEpochs = string.Join(',', settings.EarlierEpochs.Split(',', StringSplitOptions.RemoveEmptyEntries).Append($"{before}")),
            };
    }

    /// <summary>
    /// Notes the epochs in config.json before they are trained, so that a run that is killed in them goes on as it began, and says so; of a run that
    /// has no more to do says that.
    /// </summary>
    public static void Write(string folder, RunSettings settings, Screen screen)
    {
        var before = RunSettings.Read(RunFolder.Configuration(folder));
        var (done, all) = (before.Training.Epochs, settings.Training.Epochs);
        if (all > done)
        {
            RunFolder.Rewrite(folder, before with { Training = settings.Training, EarlierEpochs = settings.EarlierEpochs });
            screen.Text.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"more    epochs {done + 1} to {all}, with the learning rate that a run of {all} has there"));
        }
        else if (settings.Seeds == 1 && File.Exists(RunFolder.Checkpoint(folder)) && Checkpoint.Read(RunFolder.Checkpoint(folder)).Epoch >= all)
        {
            screen.Text.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"run     all its {all} epochs were trained before, so none is now; --epochs with more trains on"));
        }
    }
}
