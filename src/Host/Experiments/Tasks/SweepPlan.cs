using System.Text.Json;
using System.Text.Json.Serialization;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Experiments.Tasks;

/// <summary>What a sweep's folder says that it is: enough to go on from, on any machine.</summary>
/// <param name="Form">The form of the file.</param>
/// <param name="Program">Name and version of the program that made the plan.</param>
/// <param name="Command">The command line that makes the study again, without device, folder and other places.</param>
/// <param name="Device">The device that the command was given.</param>
/// <param name="DataFingerprint">Fingerprint of the images.</param>
/// <param name="Stages">The tasks.</param>
internal sealed record SweepPlan(
    string Form, string Program, IReadOnlyList<string> Command, string Device, string DataFingerprint, IReadOnlyList<PlannedStage> Stages)
{
    /// <summary>The form that this program writes and reads.</summary>
    public const string UsualForm = "fhnhw-sweep-1";

    private static readonly JsonSerializerOptions Style = new(TaskJson.Style)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The study: the first word of the command.</summary>
    [JsonIgnore]
    public string Study => Command[0];

    /// <summary>All tasks, as <c>--tasks</c> counts them: stage by stage, from 1.</summary>
    [JsonIgnore]
    public IReadOnlyList<PlannedTask> Tasks => [.. Stages.SelectMany(stage => stage.Tasks)];

    /// <summary>The plan of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="command">The command line that makes it again.</param>
    /// <param name="device">The device that it was given.</param>
    /// <param name="program">Name and version of the program.</param>
    public static SweepPlan Of(IStudy study, IReadOnlyList<string> command, string device, string program) => new(
        UsualForm, program, command, device, study.DataFingerprint,
        [.. study.Stages.Select(stage => new PlannedStage(
            stage.Name, [.. stage.Tasks.Select(task => new PlannedTask(task.Key, task.Title, task.Work))]))]);

    /// <summary>Writes the plan, whole or not at all.</summary>
    /// <exception cref="UnusableFileException">It cannot be written.</exception>
    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Style) + "\n");

    /// <summary>Reads a plan; null where there is none.</summary>
    /// <exception cref="InvalidSettingException">The file is no plan.</exception>
    public static SweepPlan? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<SweepPlan>(InputFile.ReadText(path), Style) is { Form: UsualForm, Command.Count: > 0 } plan
                ? plan
                : throw new JsonException("another form");
        }
        catch (JsonException error)
        {
            throw new InvalidSettingException($"{path} is no plan of a sweep; remove it, and give the sweep's command again with the same folder.", error);
        }
    }

    /// <summary>Throws where a study is not the one that was planned.</summary>
    /// <param name="study">The study that the plan's command made here.</param>
    /// <param name="program">Name and version of this program.</param>
    /// <exception cref="InvalidSettingException">Its images or its tasks are others.</exception>
    public void Check(IStudy study, string program)
    {
        if (study.DataFingerprint != DataFingerprint)
        {
            throw new InvalidSettingException(
                $"The sweep was planned with other images ({DataFingerprint}) than those found here ({study.DataFingerprint}); put the same here.")
            {
                Remedies = [Remedy.Do(RemedyAction.SameImages)],
            };
        }

        if (!study.Stages.SelectMany(stage => stage.Tasks).Select(task => task.Key).SequenceEqual(Tasks.Select(task => task.Key)))
        {
            throw new InvalidSettingException(
                $"The tasks of this program ({program}) and device are not those that were planned ({Program}, {Device}); "
                + "use the same version and a device of the same bits, or give the sweep's command again.");
        }
    }
}

/// <summary>A stage of a plan.</summary>
/// <param name="Name">What its tasks do.</param>
/// <param name="Tasks">The tasks.</param>
internal sealed record PlannedStage(string Name, IReadOnlyList<PlannedTask> Tasks);

/// <summary>A task of a plan.</summary>
/// <param name="Key">Names it, and its file.</param>
/// <param name="Title">What it is.</param>
/// <param name="Work">How much work it is beside the others.</param>
internal sealed record PlannedTask(string Key, string Title, long Work);
