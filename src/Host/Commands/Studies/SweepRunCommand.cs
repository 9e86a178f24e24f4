using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Submissions;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Options;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>sweep run</c> was told.</summary>
/// <param name="Study">The study, on the device that is to be used here.</param>
/// <param name="Keys">Which tasks of the plan; null for all, and the report.</param>
internal sealed record SweepRunSettings(PlannedStudy Study, IReadOnlySet<string>? Keys);

/// <summary><c>sweep run</c>: does the tasks of a sweep that are not done, or some of them.</summary>
internal sealed class SweepRunCommand : ProgramCommand<SweepRunSettings>
{
    private readonly Argument<string> _folder = new("sweep") { Description = "folder of a study that was begun" };
    private readonly Option<string?> _tasks = Make.Text(
        "--tasks", "A-B", "these tasks of the plan alone, counted from 1, and no report; others may do the rest at the same time");

    private readonly Option<string?> _submission = Make.Text("--submission", "N", "in a job of Slurm: the tasks that submission N of the sweep gives to it");
    private readonly Option<string?> _device = Make.Text("--device", "D", Make.Told("the device to use here", "that of the plan"));

    /// <summary>Declares the options.</summary>
    public SweepRunCommand() : base(
        "run", "do the tasks of a sweep that are not done yet, then its report",
        "fhnhw sweep run runs/robustness",
        "fhnhw sweep run runs/robustness --tasks 11-20 --device opencl")
    {
        Add(_folder);
        Add(_tasks);
        Add(_submission);
        Add(_device);
    }

    /// <inheritdoc/>
    protected override SweepRunSettings Read(ParseResult arguments)
    {
        var study = PlannedStudy.Of(arguments, arguments.GetValue(_folder)!, arguments.GetValue(_device));
        return new SweepRunSettings(
            study, arguments.GetValue(_submission) is { } submission ? OfJob(submission, study.Folder) : Tasks(arguments.GetValue(_tasks), study.Plan));
    }

    /// <inheritdoc/>
    protected override int Execute(SweepRunSettings settings, Session session) => settings is { Keys: { } keys, Study: var study }
        ? SweepFlow.RunSome(study.Plan, study.Folder, keys, () => study.Command.Open(study.Arguments, session), session)
        : settings.Study.Command.Run(settings.Study.Arguments, session);

    // Slurm tells a job which of its array it is.
    private static HashSet<string> OfJob(string submission, string folder)
    {
        var parts = new SlurmFolder(new SweepFolder(folder)).Read(Number(submission) ?? 0).Parts;
        return Number(Environment.GetEnvironmentVariable("SLURM_ARRAY_TASK_ID") ?? "") is { } index && index < parts.Count
            ? [.. parts[index]]
            : throw new InvalidSettingException(
                $"--submission is for jobs of Slurm, which are told by SLURM_ARRAY_TASK_ID which tasks are theirs (0 to {parts.Count - 1}); leave it out.");
    }

    private static HashSet<string>? Tasks(string? text, SweepPlan plan)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split('-');
        var (first, last) = (Number(parts[0]) ?? 0, Number(parts[^1]) ?? 0);
        return parts.Length <= 2 && first >= 1 && last >= first && last <= plan.Tasks.Count
            ? [.. plan.Tasks.Take((first - 1)..last).Select(task => task.Key)]
            : throw new InvalidSettingException(
                $"--tasks takes A-B, two numbers from 1 to {plan.Tasks.Count}, the first no larger than the second, and not '{text}'.");
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
