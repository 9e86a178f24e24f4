using System.Text.Json;
using FhnHw.Files;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>How a sweep's jobs are submitted, kept in its folder so that whoever waits for it later submits what was lost in the same way.</summary>
/// <param name="Form">The form of the file.</param>
/// <param name="Id">Names the sweep among others in Slurm.</param>
/// <param name="Options">Further options of <c>sbatch</c>.</param>
/// <param name="Minutes">How long a job should last.</param>
/// <param name="WorkingFolder">Where the program was started, and where workers start.</param>
/// <param name="Worker">The program as it was started, with the arguments that make it a worker of this folder, up to the number of a submission.</param>
/// <param name="Environment">Variables that were set for the program.</param>
/// <param name="First">The first submission that counts as a try of its tasks; those before are of an earlier call.</param>
internal sealed record SlurmSettings(
    string Form, string Id, IReadOnlyList<string> Options, double Minutes, string WorkingFolder, IReadOnlyList<string> Worker,
    IReadOnlyDictionary<string, string> Environment, int First)
{
    /// <summary>The form that this program writes and reads.</summary>
    public const string UsualForm = "fhnhw-slurm-1";

    private static readonly JsonSerializerOptions Style = new(TaskJson.Style) { WriteIndented = true };

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="UnusableFileException">It cannot be written.</exception>
    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Style) + "\n");

    /// <summary>Reads a file; null where there is none.</summary>
    /// <exception cref="InvalidSettingException">It has another form.</exception>
    public static SlurmSettings? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<SlurmSettings>(InputFile.ReadText(path), Style) is { Form: UsualForm } settings
                ? settings
                : throw new JsonException("another form");
        }
        catch (JsonException error)
        {
            throw new InvalidSettingException($"{path} cannot be read; give the sweep's command again with --slurm.", error);
        }
    }
}
