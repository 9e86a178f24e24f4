using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Submissions;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Options;
using FhnHw.Host.Slurm;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Studies;

/// <summary><c>sweep wait</c>: goes on waiting for a sweep that Slurm does, submits what was lost, and makes the report.</summary>
internal sealed class SweepWaitCommand : ProgramCommand<PlannedStudy>
{
    private readonly Argument<string> _folder = new("sweep") { Description = "folder of a study that was submitted with --slurm" };
    private readonly Option<string?> _device = Make.Text(
        "--device", "D", Make.Told("the device here, on which nothing runs but what a damaged file has lost", "that of the plan"));

    /// <summary>Declares the options.</summary>
    public SweepWaitCommand() : base(
        "wait", "wait for the jobs of a sweep, submit again what was lost, then make its report", "fhnhw sweep wait runs/robustness")
    {
        Add(_folder);
        Add(_device);
    }

    /// <inheritdoc/>
    protected override PlannedStudy Read(ParseResult arguments)
    {
        SlurmCommands.CheckHere();
        var study = PlannedStudy.Of(arguments, arguments.GetValue(_folder)!, arguments.GetValue(_device));
        var folder = new SlurmFolder(new SweepFolder(study.Folder));
        return folder.Settings is null
            ? throw new InvalidSettingException($"No jobs of {study.Folder} were submitted; give the sweep's command with --slurm, or 'fhnhw sweep run'.")
            : folder.IsCancelled ? throw new InvalidSettingException($"The sweep {study.Folder} was cancelled; give its command again with --slurm to go on.")
            : study;
    }

    /// <inheritdoc/>
    protected override int Execute(PlannedStudy settings, Session session)
    {
        using (RunFolder.Hold(settings.Folder))
        {
            SlurmFlow.Wait(SweepFlow.Folder(settings.Folder, session), new SlurmCommands(), session);
        }

        return settings.Command.Run(settings.Arguments, session);
    }
}
