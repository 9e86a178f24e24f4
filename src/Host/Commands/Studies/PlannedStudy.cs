using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Studies;

/// <summary>A study made again from the plan in its folder.</summary>
/// <param name="Folder">The sweep's folder.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Command">The command of the study.</param>
/// <param name="Arguments">The study's command line.</param>
internal sealed record PlannedStudy(string Folder, SweepPlan Plan, IStudyCommand Command, ParseResult Arguments)
{
    /// <summary>The plan of a folder.</summary>
    /// <exception cref="InvalidSettingException">It has none.</exception>
    public static SweepPlan PlanOf(string folder) => new SweepFolder(folder).Plan
        ?? throw new InvalidSettingException($"{folder} is no folder of a sweep; give one that a study's --out named.");

    /// <summary>Reads a plan's command line.</summary>
    /// <param name="arguments">The command line of the command that wants it.</param>
    /// <param name="folder">The sweep's folder.</param>
    /// <param name="device">The device to use here; null for that of the plan.</param>
    /// <exception cref="InvalidSettingException">There is no plan, or this program does not understand it.</exception>
    public static PlannedStudy Of(ParseResult arguments, string folder, string? device)
    {
        var plan = PlanOf(folder);
        var parsed = Session.Of(arguments).LendTo(
            arguments.RootCommandResult.Command.Parse([.. plan.Command, "--device", device ?? plan.Device, "--out", folder]));
        return UsageError.Of(parsed) is null && parsed.CommandResult.Command is IStudyCommand study
            ? new PlannedStudy(folder, plan, study, parsed)
            : throw new InvalidSettingException(
                $"This program cannot make the study of {folder}, 'fhnhw {string.Join(' ', plan.Command)}'; use the version that began it ({plan.Program}).");
    }
}
