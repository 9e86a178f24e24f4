using System.Text.Json;
using FhnHw.Host.Data;
using FhnHw.Host.Formats;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Experiments;

/// <summary>The files of a run.</summary>
internal static class RunFolder
{
    private static readonly JsonSerializerOptions Style = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>What decided the run's bits.</summary>
    public static string Configuration(string folder) => Path.Combine(folder, "config.json");

    /// <summary>What the run gave.</summary>
    public static string Result(string folder) => Path.Combine(folder, "result.json");

    /// <summary>The trained weights.</summary>
    public static string Weights(string folder) => Path.Combine(folder, "weights.npz");

    /// <summary>Begins a folder: configuration and device.</summary>
    /// <exception cref="InvalidSettingException">The folder holds a run already, or cannot be written.</exception>
    public static void Begin(string folder, RunConfiguration configuration, ArrayDescription device)
    {
        if (File.Exists(Configuration(folder)))
        {
            throw new InvalidSettingException($"{folder} holds a run already; continue it with --resume {folder}, or name another --out.");
        }

        AtomicFile.WriteText(Configuration(folder), configuration.ToJson());
        AtomicFile.WriteText(Path.Combine(folder, "device.json"), JsonSerializer.Serialize(device, Style) + "\n");
    }

    /// <summary>Notes the images' fingerprint in a configuration, or checks it against the one noted before.</summary>
    /// <exception cref="InvalidSettingException">The run was made with other images.</exception>
    public static RunConfiguration Pin(RunConfiguration configuration, DataSet data) =>
        configuration.DataFingerprint.Length == 0 || configuration.DataFingerprint == data.Fingerprint
            ? configuration with { DataFingerprint = data.Fingerprint }
            : throw new InvalidSettingException(
                $"The run was made with other images ({configuration.DataFingerprint}) than those found now ({data.Fingerprint}); give the same with --data or $FHNHW_DATA.");
}
