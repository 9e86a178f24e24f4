using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Slurm;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>Ends a sweep's jobs, and whoever waits for them; what is done is kept.</summary>
internal static class SweepCancelling
{
    /// <summary>Cancels, unless nothing is left to do.</summary>
    /// <returns>What was cancelled, a sentence or two.</returns>
    /// <exception cref="SlurmRefusedException">Slurm does not answer.</exception>
    public static string Run(SweepFolder sweep, SweepPlan plan, SlurmFolder folder, ISlurm slurm)
    {
        var finished = new FinishedTasks(sweep, plan);
        finished.Look();
        if (finished.Done == finished.All)
        {
            return $"All {finished.All} tasks of {sweep.Path} are done, so there is nothing to cancel.";
        }

        // Noted first, so that whoever waits for the sweep submits nothing more.
        folder.Cancel();
        var seen = new SlurmJobs(folder, slurm);
        seen.Look(recovers: false);
        new SlurmJobs(folder, slurm).Cancel(); // by the names of all submissions, also of those that Slurm takes at this moment
        var jobs = seen.LiveJobs.Count switch
        {
            0 => "No job ran or waited; the sweep is marked as cancelled.",
            1 => "One job is cancelled; what is done is kept.",
            var several => $"{several} jobs are cancelled; what is done is kept.",
        };
        return $"{jobs} The sweep's command, given again with --slurm, goes on.";
    }
}
