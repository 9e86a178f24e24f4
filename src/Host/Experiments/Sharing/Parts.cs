using System.Diagnostics;

namespace FhnHw.Host.Experiments.Sharing;

/// <summary>The parts of a study: jobs that go side by side, the seconds that those of each part took, and how far the whole is.</summary>
/// <param name="tell">Told the share done of the whole, 0 to 1, and the part that it was done in.</param>
internal sealed class Parts(Action<double, string> tell)
{
    private readonly Lock _lock = new();
    private readonly List<Func<bool>> _jobs = [];
    private readonly Dictionary<string, double> _seconds = [];
    private double _done;

    /// <summary>Seconds of each part: those of its jobs together, which may have gone side by side.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    /// <summary>Adds a part of one job that tells how far it is.</summary>
    /// <param name="name">The part.</param>
    /// <param name="share">Its share of the whole.</param>
    /// <param name="job">The job; told the share done of it.</param>
    /// <returns>Where its result is after <see cref="Run"/>.</returns>
    public T[] Add<T>(string name, double share, Func<Action<double>, T> job) => Add(name, share, [job]);

    /// <summary>Adds a part, or more jobs to a part, in the order of the parts.</summary>
    /// <param name="name">The part.</param>
    /// <param name="share">The share of the whole that the jobs are together.</param>
    /// <param name="jobs">The jobs.</param>
    /// <returns>Where their results are after <see cref="Run"/>.</returns>
    public T[] Add<T>(string name, double share, IReadOnlyList<Func<T>> jobs) => Add(name, share, [.. jobs.Select(Untold)]);

    /// <summary>Does what was added.</summary>
    /// <param name="lanes">How many jobs go side by side.</param>
    public void Run(int lanes)
    {
        SideBySide.Run(_jobs, lanes);
        _jobs.Clear();
    }

    private static Func<Action<double>, T> Untold<T>(Func<T> job) => _ => job();

    private T[] Add<T>(string name, double share, Func<Action<double>, T>[] jobs)
    {
        var results = new T[jobs.Length];
        _seconds.TryAdd(name, 0);
        _jobs.AddRange(jobs.Select((job, index) => (Func<bool>)(() =>
        {
            results[index] = Do(name, share / jobs.Length, job);
            return true;
        })));
        return results;
    }

    private T Do<T>(string name, double share, Func<Action<double>, T> job)
    {
        var (clock, told) = (Stopwatch.StartNew(), 0.0);
        Tell(0);
        var result = job(Tell);
        Tell(1);
        lock (_lock)
        {
            _seconds[name] += clock.Elapsed.TotalSeconds;
        }

        return result;

        void Tell(double part)
        {
            lock (_lock)
            {
                _done += share * (Math.Min(1, part) - told);
                told = Math.Min(1, part);
                tell(_done, name);
            }
        }
    }
}
