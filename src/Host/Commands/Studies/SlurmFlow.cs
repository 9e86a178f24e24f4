using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Submissions;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Options;
using FhnHw.Host.Slurm;

namespace FhnHw.Host.Commands.Studies;

/// <summary>How Slurm is to do a study's tasks, and on which device.</summary>
/// <param name="Choice">What goes to Slurm.</param>
/// <param name="Device">The device of each job.</param>
internal sealed record SlurmOrder(SlurmChoice Choice, string Device)
{
    /// <summary>The order of a command.</summary>
    /// <param name="choice">What goes to Slurm; null where this machine does the tasks.</param>
    /// <param name="device">The device that was named; null for none, and then jobs have <c>cpu</c>, since nodes need not have what this machine has.</param>
    public static SlurmOrder? Of(SlurmChoice? choice, DeviceName? device) =>
        choice is null ? null : new SlurmOrder(choice, (device ?? new DeviceName.Cpu()).ToString());
}

/// <summary>Has Slurm do a sweep's tasks and waits for them.</summary>
internal static class SlurmFlow
{
    /// <summary>Writes down how jobs are to be submitted: for this call, and for those who wait for the sweep later.</summary>
    public static void Begin(SweepFolder sweep, SlurmOrder order)
    {
        var folder = new SlurmFolder(sweep);
        var submissions = folder.Submissions();
        folder.Begin(new SlurmSettings(
            SlurmSettings.UsualForm, folder.Settings?.Id ?? Guid.NewGuid().ToString("N")[..8], order.Choice.Options, order.Choice.Minutes,
            Environment.CurrentDirectory,
            [.. StartedProgram.Words, "sweep", "run", Path.GetFullPath(sweep.Path), "--device", order.Device, "--submission"],
            StartedProgram.Variables, submissions.Count == 0 ? 1 : submissions[^1].Number + 1));
    }

    /// <summary>Submits what is missing and waits until all tasks have files.</summary>
    public static void Wait(SweepFolder sweep, ISlurm slurm, Session session)
    {
        try
        {
            var run = new SlurmSweep(sweep, slurm, note => session.Screen.Error.WriteLine($"fhnhw: {note}"));
            session.Screen.Follow("tasks", run.Work, report =>
            {
                run.Run(report, time => session.Cancellation.WaitHandle.WaitOne(time), session.Cancellation);
                return 0;
            });
        }
        catch (OperationCanceledException) when (session.Cancellation.IsCancellationRequested)
        {
            session.Screen.Error.WriteLine(
                $"fhnhw: The jobs go on without this. 'fhnhw sweep wait {sweep.Path}' waits for them, 'fhnhw sweep cancel {sweep.Path}' ends them.");
            throw;
        }
    }
}
