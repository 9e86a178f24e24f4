using System.Diagnostics;
using FhnHw.Host.Experiments.Sharing;

namespace FhnHw.Host.Experiments.Tasks;

/// <summary>
/// Does tasks of a study in this process: those that are done already are left, as are their needs; a need that is missing is done too. What is killed in
/// the middle leaves the files of all tasks that were done.
/// </summary>
internal sealed class SweepRun
{
    // A task's share of the work is told in this many parts of a unit.
    private const int Ticks = 1000;

    private readonly IStudy _study;
    private readonly string _program;
    private readonly StudyTask[][] _missing;
    private readonly Lock _telling = new();
    private double _done;

    /// <summary>Looks which tasks are to be done.</summary>
    /// <param name="study">The study.</param>
    /// <param name="results">The results so far; gets those that are computed.</param>
    /// <param name="tasks">The tasks that are wanted.</param>
    /// <param name="program">Name and version of the program, for the records.</param>
    public SweepRun(IStudy study, TaskResults results, IEnumerable<StudyTask> tasks, string program)
    {
        (_study, Results, _program) = (study, results, program);
        var (wanted, seen) = (new HashSet<string>(), new HashSet<string>());
        foreach (var task in tasks)
        {
            Found += Want(task) ? 0 : 1;
        }

        _missing = [.. study.Stages.Select(stage => stage.Tasks.Where(task => wanted.Remove(task.Key)).ToArray()).Where(stage => stage.Length > 0)];

        bool Want(StudyTask task)
        {
            if (!seen.Add(task.Key))
            {
                return wanted.Contains(task.Key);
            }

            if (results.Has(task))
            {
                return false;
            }

            foreach (var need in task.Needs)
            {
                Want(need);
            }

            return wanted.Add(task.Key);
        }
    }

    /// <summary>All results, once <see cref="Run"/> is done.</summary>
    public TaskResults Results { get; }

    /// <summary>Tasks whose results were there before.</summary>
    public int Found { get; }

    /// <summary>Tasks that <see cref="Run"/> does.</summary>
    public int Missing => _missing.Sum(stage => stage.Length);

    /// <summary>Units that <see cref="Run"/> reports.</summary>
    public long Work => _missing.Sum(stage => stage.Sum(task => task.Work)) * Ticks;

    /// <summary>Does the tasks, stage by stage, those of a stage side by side.</summary>
    /// <param name="progress">Told the units done and what is under way.</param>
    /// <param name="cancellation">Stops the work; what is done stays.</param>
    public void Run(Action<long, string> progress, CancellationToken cancellation)
    {
        foreach (var stage in _missing)
        {
            SideBySide.Run([.. stage.Select(task => (Func<bool>)(() => Do(task, progress, cancellation)))], _study.Lanes);
        }
    }

    private bool Do(StudyTask task, Action<long, string> progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (clock, told) = (Stopwatch.StartNew(), 0.0);
        Tell(0, task.Title);
        var result = task.Compute(new TaskCall(Results, Tell, cancellation));
        Results.Add(task, result, new TaskRecord(
            task.Title, Math.Round(clock.Elapsed.TotalSeconds, 3), _study.Device, Environment.MachineName, _program, DateTime.UtcNow));
        Tell(1, task.Title);
        return true;

        void Tell(double share, string words)
        {
            lock (_telling)
            {
                share = Math.Clamp(share, told, 1);
                _done += (share - told) * task.Work * Ticks;
                told = share;
                progress((long)Math.Round(_done), words);
            }
        }
    }
}
