using FhnHw.Host.Experiments.Tasks;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>How long tasks take: as long, for their work, as those of their stage that are done; as the study's others, where none of the stage is.</summary>
internal sealed class TaskTimes
{
    // What a task is thought to take before one was done.
    private const double FirstSeconds = 10;

    private readonly Dictionary<string, (int Stage, PlannedTask Task)> _tasks = [];
    private readonly (double Seconds, double Work)[] _ofStage;
    private readonly double _meanWork;

    /// <summary>Nothing is done yet.</summary>
    public TaskTimes(SweepPlan plan)
    {
        foreach (var (index, stage) in plan.Stages.Index())
        {
            foreach (var task in stage.Tasks)
            {
                _tasks.TryAdd(task.Key, (index, task));
            }
        }

        _ofStage = new (double, double)[plan.Stages.Count];
        _meanWork = _tasks.Count == 0 ? 1 : Math.Max(1, _tasks.Values.Average(pair => (double)pair.Task.Work));
    }

    /// <summary>A task was done.</summary>
    public void Add(string key, double seconds)
    {
        var (stage, task) = _tasks[key];
        _ofStage[stage] = (_ofStage[stage].Seconds + seconds, _ofStage[stage].Work + task.Work);
    }

    /// <summary>Seconds that a task is thought to take.</summary>
    public double Of(PlannedTask task)
    {
        var here = _ofStage[_tasks[task.Key].Stage];
        if (here.Work == 0)
        {
            here = (_ofStage.Sum(stage => stage.Seconds), _ofStage.Sum(stage => stage.Work));
        }

        return here.Work == 0 ? FirstSeconds * task.Work / _meanWork : here.Seconds * task.Work / here.Work;
    }
}
