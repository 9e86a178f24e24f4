using System.Globalization;
using System.Text.Json;
using FhnHw.Files;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>
/// An array of jobs that is to be submitted, or was. It is written before Slurm is asked, without a number, and again with the number; so whatever stops
/// the program in between, the name tells whether Slurm took it.
/// </summary>
/// <param name="Form">The form of the file.</param>
/// <param name="Number">Which submission of the sweep it is, from 1.</param>
/// <param name="Name">The name of its jobs, which no others have.</param>
/// <param name="Stage">The stage of the plan, from 0.</param>
/// <param name="Parts">Of each job the keys of its tasks.</param>
/// <param name="After">Numbers of the arrays that it waits for.</param>
/// <param name="Written">When it was first written, UTC.</param>
/// <param name="Array">The number that Slurm gave it; null before.</param>
/// <param name="IsLost">Slurm never took it.</param>
internal sealed record Submission(
    string Form, int Number, string Name, int Stage, IReadOnlyList<IReadOnlyList<string>> Parts, IReadOnlyList<string> After, DateTime Written,
    string? Array = null, bool IsLost = false)
{
    /// <summary>The form that this program writes and reads.</summary>
    public const string UsualForm = "fhnhw-submission-1";

    private static readonly JsonSerializerOptions Style = new(TaskJson.Style) { WriteIndented = true };

    /// <summary>Name of the file of a submission, without its ending.</summary>
    public static string Stem(int number) => number.ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="UnusableFileException">It cannot be written.</exception>
    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Style) + "\n");

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidSettingException">It is no submission.</exception>
    public static Submission Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Submission>(InputFile.ReadText(path), Style) is { Form: UsualForm } submission
                ? submission
                : throw new JsonException("another form");
        }
        catch (JsonException error)
        {
            throw new InvalidSettingException(
                $"{path} is no record of a submission; end its jobs by 'scancel', remove the folder that it is in, and give the sweep's command again.", error);
        }
    }
}
