using System.Text.Json;
using FhnHw.Files;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;

namespace FhnHw.Training.Runs;

/// <summary>The files of a run.</summary>
public static class RunFolder
{
    private static readonly string[] Inner = ["figures", "baseline", "seed-*"];

    private static readonly JsonSerializerOptions Style = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>The settings that decide the run's bits.</summary>
    public static string Configuration(string folder) => Path.Combine(folder, "config.json");

    /// <summary>The run's result.</summary>
    public static string Result(string folder) => Path.Combine(folder, "result.json");

    /// <summary>The trained weights.</summary>
    public static string Weights(string folder) => Path.Combine(folder, "weights.npz");

    /// <summary>The weights after the best epoch by validation.</summary>
    public static string BestWeights(string folder) => Path.Combine(folder, "weights-best.npz");

    /// <summary>The state of a run at the end of its last epoch.</summary>
    public static string Checkpoint(string folder) => Path.Combine(folder, "checkpoint.npz");

    /// <summary>The folder of one seed's run in the folder of several.</summary>
    public static string OfSeed(string folder, int seed) => Path.Combine(folder, $"seed-{seed}");

    /// <summary>
    /// Reserves a folder for one run until disposed, and removes what a killed run had half written. Where nothing was written meanwhile, since the run
    /// was refused, no trace of it stays.
    /// </summary>
    /// <param name="folder">Made when it is missing.</param>
    /// <exception cref="InvalidSettingException">Another run has it, or it cannot be written.</exception>
    public static IDisposable Hold(string folder)
    {
        var path = Path.Combine(folder, ".lock");
        var isNew = !Directory.Exists(folder);
        AtomicFile.Check(path);
        var hold = FileLock.TryTake(path) ?? throw new InvalidSettingException($"Another run is writing to {folder}; wait for it to end.")
        {
            Remedies = [Remedy.Do(RemedyAction.OtherFolder)],
        };
        foreach (var place in Places(folder).Where(place => place == folder || !IsHeld(place)))
        {
            AtomicFile.RemoveOrphansIn(place);
        }

        return new RunFolderHold(folder, path, isNew, hold);
    }

    // A worker may be at one of several seeds.
    private static bool IsHeld(string place)
    {
        var path = Path.Combine(place, ".lock");
        if (!File.Exists(path))
        {
            return false;
        }

        using var free = FileLock.TryTake(path);
        return free is null;
    }

    // The folder with its figures, and those of each seed and baseline.
    private static IEnumerable<string> Places(string folder) =>
        Inner.SelectMany(name => Directory.GetDirectories(folder, name)).SelectMany(Places).Prepend(folder);

    /// <summary>Checks that a folder is free for a new run.</summary>
    /// <exception cref="InvalidSettingException">It holds a run already.</exception>
    public static void CheckFree(string folder)
    {
        if (File.Exists(Configuration(folder)))
        {
            throw new InvalidSettingException($"{folder} holds a run already.")
            {
                Remedies = [Remedy.Do(RemedyAction.ContinueRun).With(folder), Remedy.Do(RemedyAction.OtherFolder)],
            };
        }

        if (File.Exists(Result(folder)) || File.Exists(Weights(folder)))
        {
            throw new InvalidSettingException($"{folder} holds a result already.") { Remedies = [Remedy.Do(RemedyAction.OtherFolder)] };
        }
    }

    /// <summary>Begins a run's folder: writes the device, then the configuration, which marks the folder as a run.</summary>
    /// <exception cref="InvalidSettingException">The folder cannot be written.</exception>
    public static void Begin(string folder, RunSettings configuration, ArrayDescription device)
    {
        AtomicFile.WriteText(Path.Combine(folder, "device.json"), JsonSerializer.Serialize(device, Style) + "\n");
        AtomicFile.WriteText(Configuration(folder), configuration.ToJson());
    }

    /// <summary>Writes a run's settings anew.</summary>
    /// <exception cref="InvalidSettingException">The folder cannot be written.</exception>
    public static void Rewrite(string folder, RunSettings configuration) => AtomicFile.WriteText(Configuration(folder), configuration.ToJson());

    /// <summary>Notes the images' fingerprint in a configuration, or checks it against the one noted before.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="data">The images.</param>
    /// <param name="place">Where the run had its images from, for the error; null where nobody knows.</param>
    /// <exception cref="InvalidSettingException">The run was made with other images.</exception>
    public static RunSettings Pin(RunSettings configuration, DataSet data, string? place = null) =>
        configuration.DataFingerprint.Length == 0 || configuration.DataFingerprint == data.Fingerprint
            ? configuration with { DataFingerprint = data.Fingerprint }
            : throw new InvalidSettingException(
                $"The run was made with other images ({configuration.DataFingerprint}{(place is null ? "" : $", from {place}")}) "
                + $"than those found now ({data.Fingerprint}).")
            {
                Remedies = [Remedy.Do(RemedyAction.SameImages)],
            };
}
