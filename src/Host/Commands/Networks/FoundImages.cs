using System.Text.Json;
using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Training.Data;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>
/// Where a run found its images, as its result says: a run that was told of none by name finds them there again when $FHNHW_DATA is not set any more.
/// </summary>
internal static partial class FoundImages
{
    /// <summary>The run with that place, where it names none itself, $FHNHW_DATA is not set, and the place is still there.</summary>
    /// <param name="run">The run's settings.</param>
    /// <param name="folder">Its folder.</param>
    public static RunSettings Placed(RunSettings run, string folder) =>
        Placed(run, folder, Environment.GetEnvironmentVariable(DataLocator.Variable));

    /// <summary>The same, of a value of that variable.</summary>
    /// <param name="run">The run's settings.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="variable">The value of $FHNHW_DATA.</param>
    internal static RunSettings Placed(RunSettings run, string folder, string? variable) =>
        run.Data is null && string.IsNullOrEmpty(variable) && Place(folder) is { } place && Path.Exists(DataPlace.Of(place).Path)
            ? run with { Data = place }
            : run;

    /// <summary>Notes the images' fingerprint in a run's settings, or checks it against the one noted before; an error names the run's place.</summary>
    /// <param name="run">The run's settings.</param>
    /// <param name="data">The images.</param>
    /// <param name="folder">The run's folder; null for a new run.</param>
    public static RunSettings Pin(RunSettings run, DataSet data, string? folder) =>
        RunFolder.Pin(run, data, run.DataFingerprint.Length == 0 || folder is null ? null : Place(folder));

    /// <summary>The folder or file from which the result of a folder says that the images came; null where it says nothing of the kind.</summary>
    public static string? Place(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.ReadText(RunFolder.Result(folder)));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("data", out var data)
                && data.ValueKind == JsonValueKind.String && From().Match(data.GetString()!) is { Success: true } match
                    ? match.Groups[1].Value
                    : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or UnusableFileException)
        {
            return null; // a run that has not ended has no result
        }
    }

    // DataSet.ToString ends with the place and the fingerprint.
    [GeneratedRegex(", from (.+), [0-9a-f]{16}$")]
    private static partial Regex From();
}
