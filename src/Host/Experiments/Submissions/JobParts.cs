using FhnHw.Host.Experiments.Tasks;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>Deals tasks out to jobs, so that each lasts about as long as is wanted, and all of them about as long as each other.</summary>
internal static class JobParts
{
    /// <summary>The tasks of each job.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="seconds">How long a task is thought to take.</param>
    /// <param name="aim">Seconds that a job should last.</param>
    /// <param name="most">Jobs, at most.</param>
    /// <returns>Of each job the keys, in the order of the tasks.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Of(
        IReadOnlyList<PlannedTask> tasks, Func<PlannedTask, double> seconds, double aim, int most)
    {
        var jobs = (int)Math.Clamp(Math.Ceiling(tasks.Sum(seconds) / aim), 1, Math.Min(most, tasks.Count));
        // The longest first, each to the job with the least so far.
        var (parts, least) = (new List<(int Order, string Key)>[jobs], new PriorityQueue<int, (double, int)>());
        for (var job = 0; job < jobs; job++)
        {
            parts[job] = [];
            least.Enqueue(job, (0, job));
        }

        foreach (var (order, task) in tasks.Index().OrderByDescending(pair => seconds(pair.Item)).ThenBy(pair => pair.Index))
        {
            least.TryDequeue(out var job, out var so);
            parts[job].Add((order, task.Key));
            least.Enqueue(job, (so.Item1 + seconds(task), job));
        }

        return [.. parts.Select(part => part.OrderBy(pair => pair.Order).Select(pair => pair.Key).ToArray())];
    }
}
