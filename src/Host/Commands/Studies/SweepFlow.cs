using System.Diagnostics;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Slurm;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Studies;

/// <summary>How a study's tasks are done: all of them, and the report; or some of them, for others who do the rest.</summary>
internal static class SweepFlow
{
    private static string Program => $"fhnhw {Provenance.Version}";

    /// <summary>A sweep's folder, which tells of files that cannot be used.</summary>
    public static SweepFolder Folder(string path, Session session) =>
        new(path, note => session.Screen.Error.WriteLine($"fhnhw: {note}"));

    /// <summary>Does all tasks that are not done yet, then result and report.</summary>
    /// <param name="order">The folder, and how the study was asked for.</param>
    /// <param name="open">Makes the study.</param>
    /// <param name="session">The call of the program.</param>
    /// <exception cref="InvalidSettingException">The folder is in use, or another study's.</exception>
    public static int Run(StudyOrder order, Func<OpenedStudy> open, Session session)
    {
        var clock = Stopwatch.StartNew();
        using var hold = RunFolder.Hold(order.Folder);
        var folder = Folder(order.Folder, session);
        folder.CheckFree(order.Command[0]);
        using var opened = open();
        SweepPlan.Of(opened.Study, order.Command, order.Device.ToString(), Program).Write(folder.PlanFile);
        if (order.Slurm is { } slurm)
        {
            SlurmFlow.Begin(folder, slurm);
            SlurmFlow.Wait(folder, new SlurmCommands(), session);
        }

        var results = new TaskResults(folder);
        Do(new SweepRun(opened.Study, results, opened.Study.Stages.SelectMany(stage => stage.Tasks), Program), session);
        opened.Finish(results, clock.Elapsed);
        return ExitCode.Done;
    }

    /// <summary>Does some of a plan's tasks that are not done yet. Others may do tasks in the same folder.</summary>
    /// <param name="plan">The folder's plan.</param>
    /// <param name="path">The folder.</param>
    /// <param name="keys">Which of the plan's tasks.</param>
    /// <param name="open">Makes the study from the plan.</param>
    /// <param name="session">The call of the program.</param>
    /// <exception cref="InvalidSettingException">The images or the program are not those of the plan.</exception>
    public static int RunSome(SweepPlan plan, string path, IReadOnlySet<string> keys, Func<OpenedStudy> open, Session session)
    {
        using var opened = open();
        plan.Check(opened.Study, Program);
        Do(
            new SweepRun(
                opened.Study, new TaskResults(Folder(path, session)),
                opened.Study.Stages.SelectMany(stage => stage.Tasks).Where(task => keys.Contains(task.Key)), Program),
            session);
        return ExitCode.Done;
    }

    private static void Do(SweepRun run, Session session)
    {
        try
        {
            if (run.Missing > 0)
            {
                session.Screen.Follow("tasks", run.Work, report =>
                {
                    run.Run(report, session.Cancellation);
                    return 0;
                });
            }
        }
        catch (OperationCanceledException)
        {
            session.Screen.Error.WriteLine("fhnhw: What is done is kept; the same command goes on from there.");
            throw;
        }

        session.Screen.Text.WriteLine($"tasks   {run.Missing} done now{(run.Found > 0 ? $", {run.Found} before" : "")}");
    }
}
