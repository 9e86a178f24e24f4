using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Options;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>sweep run</c> was told.</summary>
/// <param name="Folder">The sweep's folder.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Tasks">Which tasks of the plan, from 0; null for all, and the report.</param>
/// <param name="Command">The command of the study.</param>
/// <param name="Arguments">The study's command line, on the device that is to be used here.</param>
internal sealed record SweepRunSettings(string Folder, SweepPlan Plan, Range? Tasks, IStudyCommand Command, ParseResult Arguments);

/// <summary><c>sweep run</c>: does the tasks of a sweep that are not done, or some of them.</summary>
internal sealed class SweepRunCommand : ProgramCommand<SweepRunSettings>
{
    private readonly Argument<string> _folder = new("sweep") { Description = "folder of a study that was begun" };
    private readonly Option<string?> _tasks = Make.Text(
        "--tasks", "A-B", "these tasks of the plan alone, counted from 1, and no report; others may do the rest at the same time");

    private readonly Option<string?> _device = Make.Text("--device", "D", "the device to use here (that of the plan)");

    /// <summary>Declares the options.</summary>
    public SweepRunCommand() : base(
        "run", "do the tasks of a sweep that are not done yet, then its report",
        "fhnhw sweep run runs/robustness",
        "fhnhw sweep run runs/robustness --tasks 11-20 --device opencl")
    {
        Add(_folder);
        Add(_tasks);
        Add(_device);
    }

    /// <inheritdoc/>
    protected override SweepRunSettings Read(ParseResult arguments)
    {
        var folder = arguments.GetValue(_folder)!;
        var plan = new SweepFolder(folder).Plan
            ?? throw new InvalidSettingException($"{folder} is no folder of a sweep; give one that a study's --out named.");
        IReadOnlyList<string> line = [.. plan.Command, "--device", arguments.GetValue(_device) ?? plan.Device, "--out", folder];
        var parsed = Session.Of(arguments).LendTo(arguments.RootCommandResult.Command.Parse(line));
        return UsageError.Of(parsed) is null && parsed.CommandResult.Command is IStudyCommand study
            ? new SweepRunSettings(folder, plan, Tasks(arguments.GetValue(_tasks), plan), study, parsed)
            : throw new InvalidSettingException(
                $"This program cannot make the study of {folder}, 'fhnhw {string.Join(' ', plan.Command)}'; use the version that began it ({plan.Program}).");
    }

    /// <inheritdoc/>
    protected override int Execute(SweepRunSettings settings, Session session)
    {
        if (settings.Tasks is { } tasks)
        {
            return SweepFlow.RunSome(
                settings.Plan, settings.Folder, tasks, () => settings.Command.Open(settings.Arguments, session), session);
        }

        return settings.Command.Run(settings.Arguments, session);
    }

    private static Range? Tasks(string? text, SweepPlan plan)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split('-');
        var (first, last) = (Number(parts[0]), Number(parts[^1]));
        return parts.Length <= 2 && first >= 1 && last >= first && last <= plan.Tasks.Count
            ? (first - 1)..last
            : throw new InvalidSettingException(
                $"--tasks takes A-B, two numbers from 1 to {plan.Tasks.Count}, the first no larger than the second, and not '{text}'.");
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
