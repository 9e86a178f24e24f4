using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Submissions;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Slurm;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Studies;

/// <summary><c>sweep cancel</c>: ends the jobs of a sweep; what is done is kept.</summary>
internal sealed class SweepCancelCommand : ProgramCommand<string>
{
    private readonly Argument<string> _folder = new("sweep") { Description = "folder of a study that was submitted with --slurm" };

    /// <summary>Declares the options.</summary>
    public SweepCancelCommand() : base(
        "cancel", "end the jobs of a sweep, and whoever waits for them; what is done is kept", "fhnhw sweep cancel runs/robustness") => Add(_folder);

    /// <inheritdoc/>
    protected override string Read(ParseResult arguments)
    {
        SlurmCommands.CheckHere();
        return arguments.GetValue(_folder)!;
    }

    /// <inheritdoc/>
    protected override int Execute(string settings, Session session)
    {
        var plan = PlannedStudy.PlanOf(settings);
        var sweep = new SweepFolder(settings);
        var folder = new SlurmFolder(sweep);
        if (folder.Settings is null)
        {
            throw new InvalidSettingException($"No jobs of {settings} were submitted, so there are none to cancel.");
        }

        session.Screen.Text.WriteLine(SweepCancelling.Run(sweep, plan, folder, new SlurmCommands()));
        return ExitCode.Done;
    }
}
