using System.Text.Json;
using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Tasks;

/// <summary>The folder of a sweep: the plan, and a file for each task that is done. Several processes and machines may use it at once.</summary>
/// <param name="path">The folder.</param>
/// <param name="notes">Told of files that cannot be used.</param>
internal sealed class SweepFolder(string path, Action<string>? notes = null)
{
    private const string TasksName = "tasks";

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>The plan's file.</summary>
    public string PlanFile => System.IO.Path.Combine(path, "sweep.json");

    /// <summary>The folder of tasks' files.</summary>
    public string Tasks => System.IO.Path.Combine(path, TasksName);

    /// <summary>The plan; null where the folder has none.</summary>
    /// <exception cref="InvalidSettingException">The file is no plan.</exception>
    public SweepPlan? Plan => SweepPlan.Read(PlanFile);

    /// <summary>The file of a task.</summary>
    public string FileOf(string key) => System.IO.Path.Combine(Tasks, $"{key}.json");

    /// <summary>Checks that a study may use the folder: one that is new to it, or that a sweep of the same study has.</summary>
    /// <param name="study">The study's command.</param>
    /// <exception cref="InvalidSettingException">The folder is another study's, or a run's.</exception>
    public void CheckFree(string study)
    {
        var other = Plan is { } plan ? plan.Study : File.Exists(RunFolder.Configuration(path)) ? "train" : study;
        if (other != study)
        {
            throw new InvalidSettingException($"{path} is the folder of a '{other}', and this is '{study}'.")
            {
                Remedies = [Remedy.Do(RemedyAction.OtherFolder)],
            };
        }
    }

    /// <summary>Result and record of a task; null where it is not done, or its file cannot be used.</summary>
    public (JsonElement Result, TaskRecord Record)? Read(string key)
    {
        if (!TaskFile.TryRead(FileOf(key), key, out var content))
        {
            notes?.Invoke($"{FileOf(key)} is damaged, so its task is done again.");
        }

        return content;
    }

    /// <summary>True where a task is done and its file whole.</summary>
    public bool Has(string key) => Read(key) is not null;

    /// <summary>The keys of all files, whole or not.</summary>
    public IEnumerable<string> Keys() => !Directory.Exists(Tasks) ? []
        : Directory.EnumerateFiles(Tasks, "*.json").Select(file => System.IO.Path.GetFileNameWithoutExtension(file));

    /// <summary>Keeps a result.</summary>
    /// <returns>The result as it is read back.</returns>
    /// <exception cref="UnusableFileException">The file cannot be written.</exception>
    public JsonElement Write(string key, object result, TaskRecord record) => TaskFile.Write(FileOf(key), key, result, record);
}
