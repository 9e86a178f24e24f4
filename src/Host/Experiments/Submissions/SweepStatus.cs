using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Slurm;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>How far a sweep is.</summary>
/// <param name="Command">The study's command line.</param>
/// <param name="Done">Tasks with whole files.</param>
/// <param name="Tasks">Tasks in all.</param>
/// <param name="Stages">The same of each stage.</param>
/// <param name="Slurm">What Slurm has of it; null where nothing was submitted.</param>
internal sealed record SweepStatus(IReadOnlyList<string> Command, int Done, int Tasks, IReadOnlyList<StageStatus> Stages, SlurmStatus? Slurm)
{
    /// <summary>Looks at files, and asks Slurm.</summary>
    public static SweepStatus Of(SweepFolder sweep, SweepPlan plan, ISlurm slurm)
    {
        var finished = new FinishedTasks(sweep, plan);
        var folder = new SlurmFolder(sweep);
        var status = folder.Settings is null ? null : SlurmStatusOf(folder, slurm);
        finished.Look();
        return new SweepStatus(
            plan.Command, finished.Done, finished.All,
            [.. plan.Stages.Select((stage, index) => new StageStatus(stage.Name, finished.DoneOfStage[index], stage.Tasks.Count))], status);
    }

    private static SlurmStatus SlurmStatusOf(SlurmFolder folder, ISlurm slurm)
    {
        var jobs = new SlurmJobs(folder, slurm);
        var answers = jobs.Look(recovers: false);
        return new SlurmStatus(
            answers, jobs.LiveJobs.Count(job => job.IsRunning), jobs.LiveJobs.Count(job => !job.IsRunning), jobs.Words, folder.IsCancelled, jobs.Failures());
    }
}

/// <summary>How far a stage is.</summary>
/// <param name="Name">What its tasks do.</param>
/// <param name="Done">Tasks with whole files.</param>
/// <param name="Tasks">Tasks in all.</param>
internal sealed record StageStatus(string Name, int Done, int Tasks);

/// <summary>What Slurm has of a sweep.</summary>
/// <param name="Answers">False where it does not answer.</param>
/// <param name="Running">Jobs that run.</param>
/// <param name="Waiting">Jobs that wait.</param>
/// <param name="Jobs">The same in words, with Slurm's reasons why jobs wait.</param>
/// <param name="Cancelled">Whether the sweep was cancelled.</param>
/// <param name="Failures">Jobs that ended without success, as far as Slurm still knows them.</param>
internal sealed record SlurmStatus(bool Answers, int Running, int Waiting, string Jobs, bool Cancelled, IReadOnlyList<FailedJob> Failures);

/// <summary>A job that ended without success.</summary>
/// <param name="Job">Its number in Slurm.</param>
/// <param name="State">How it ended, in Slurm's words, and where.</param>
/// <param name="Log">Its log.</param>
internal sealed record FailedJob(string Job, string State, string Log);
