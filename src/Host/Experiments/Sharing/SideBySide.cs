using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using FhnHw.Kernels.Threads;

namespace FhnHw.Host.Experiments.Sharing;

/// <summary>
/// Does independent jobs side by side, one a core: small trainings leave a second core idle much of the time. What comes of a job does not depend on
/// what runs beside it, so results are the same to the bit as one after the other.
/// </summary>
internal static class SideBySide
{
    // Each job has buffers of its own, so the number is bounded where there are many cores.
    private const int Most = 8;

    /// <summary>Jobs that this machine does well at a time.</summary>
    public static int Lanes => Math.Min(Environment.ProcessorCount, Most);

    /// <summary>Does all jobs, begun in their order, on the thread that calls and others.</summary>
    /// <param name="jobs">What is to be done.</param>
    /// <param name="lanes">How many at a time; 1 for one after the other on the thread that calls.</param>
    /// <returns>The results, in the order of the jobs.</returns>
    /// <exception cref="Exception">That of the first job, in their order, that threw one; no further job is begun after it.</exception>
    public static T[] Run<T>(IReadOnlyList<Func<T>> jobs, int lanes)
    {
        var results = new T[jobs.Count];
        var failures = new ExceptionDispatchInfo?[jobs.Count];
        var (next, failed) = (-1, false);
        var atWork = new StrongBox<int>(Math.Max(1, Math.Min(lanes, jobs.Count)));
        var helpers = Enumerable.Range(1, atWork.Value - 1).Select(_ => Task.Run(Work)).ToArray();
        Work();
        Task.WaitAll(helpers);
        failures.FirstOrDefault(failure => failure is not null)?.Throw();
        return results;

        void Work()
        {
            Team.AtWork = atWork; // the other cores have jobs of their own; the last job has all of them
            for (var job = Interlocked.Increment(ref next); job < jobs.Count && !Volatile.Read(ref failed); job = Interlocked.Increment(ref next))
            {
                try
                {
                    results[job] = jobs[job]();
                }
                catch (Exception error)
                {
                    failures[job] = ExceptionDispatchInfo.Capture(error);
                    Volatile.Write(ref failed, true);
                }
            }

            Team.AtWork = null;
            Interlocked.Decrement(ref atWork.Value);
        }
    }
}
