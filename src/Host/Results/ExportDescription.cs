using System.Globalization;
using System.Text.Json;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Results;

/// <summary>What an exported network tells about itself.</summary>
internal static class ExportDescription
{
    /// <summary>In words, for people.</summary>
    /// <param name="device">The cells.</param>
    /// <param name="votes">True where the graph votes.</param>
    public static string Words(ArrayDescription device, bool votes) =>
        "A network whose hidden units are FitzHugh-Nagumo neurons, trained by fhnhw. Input image: grey values from 0 (background) to 1, float32. "
        + "In the place of the neurons stands their response table, the measured response to every current code. Outputs: mean_scores, the outputs of the "
        + "classes averaged over time, and mean_class, the largest of them"
        + (votes ? "; votes, the samples of time at which each class has the largest output, and vote_class, the class with the most" : "")
        + $". The neurons: {device}.";

    /// <summary>By name, for programs.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="configuration">Its configuration, with the cells that were exported.</param>
    /// <param name="devices">One a hidden layer, or one for all.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Metadata(
        string folder, RunSettings configuration, IReadOnlyList<ICellArray> devices)
    {
        var device = devices[0].Describe();
        return
        [
            new("program", $"fhnhw {Provenance.Version}"),
            new("run", Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))),
            new("device", device.Name),
            new("device_hardware", device.Device),
            new("arithmetic", device.Arithmetic),
            new("constants_hash", device.ConstantsHash),
            new("cells", string.Join("; ", devices.Select(array => array.Describe().Cells))),
            new("hidden", configuration.Training.Hidden.ToString()),
            new("seed", Number(configuration.Training.Seed)),
            new("cells_seed", Number(configuration.Array.Imperfections.Seed)),
            new("images", configuration.DataFingerprint),
            new("configuration", JsonSerializer.Serialize(configuration, JsonFile.Style)),
        ];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
