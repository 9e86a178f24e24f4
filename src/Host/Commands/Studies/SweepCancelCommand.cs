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
        PlannedStudy.PlanOf(settings);
        var folder = new SlurmFolder(new SweepFolder(settings));
        if (folder.Settings is null)
        {
            throw new InvalidSettingException($"No jobs of {settings} were submitted, so there are none to cancel.");
        }

        // Noted first, so that whoever waits for the sweep submits nothing more.
        folder.Cancel();
        var jobs = new SlurmJobs(folder, new SlurmCommands());
        jobs.Cancel();
        session.Screen.Text.WriteLine("The jobs are cancelled; what is done is kept. The sweep's command, given again with --slurm, goes on.");
        return ExitCode.Done;
    }
}
