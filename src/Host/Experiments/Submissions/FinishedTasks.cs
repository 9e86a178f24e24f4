using FhnHw.Host.Experiments.Tasks;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>Which tasks of a plan are done, by their files. Each file is read once, when it appears or changes.</summary>
internal sealed class FinishedTasks
{
    private readonly SweepFolder _folder;
    private readonly Dictionary<string, int> _stageOf = [];
    private readonly HashSet<string> _done = [];
    private readonly Dictionary<string, DateTime> _damaged = [];

    /// <summary>Knows of none yet.</summary>
    public FinishedTasks(SweepFolder folder, SweepPlan plan)
    {
        (_folder, Times, DoneOfStage) = (folder, new TaskTimes(plan), new int[plan.Stages.Count]);
        foreach (var (index, stage) in plan.Stages.Index())
        {
            foreach (var task in stage.Tasks)
            {
                _stageOf.TryAdd(task.Key, index);
            }
        }
    }

    /// <summary>How long tasks take.</summary>
    public TaskTimes Times { get; }

    /// <summary>Tasks done of each stage.</summary>
    public int[] DoneOfStage { get; }

    /// <summary>Tasks done.</summary>
    public int Done => _done.Count;

    /// <summary>Tasks in all.</summary>
    public int All => _stageOf.Count;

    /// <summary>True where a task is done.</summary>
    public bool Has(string key) => _done.Contains(key);

    /// <summary>Looks which files have come.</summary>
    public void Look()
    {
        foreach (var key in _folder.Keys().Where(key => _stageOf.ContainsKey(key) && !_done.Contains(key)))
        {
            // A damaged file is told of once, and read again when it was replaced.
            var written = File.GetLastWriteTimeUtc(_folder.FileOf(key));
            if (_damaged.TryGetValue(key, out var known) && known == written)
            {
                continue;
            }

            if (_folder.Read(key) is { } content)
            {
                _done.Add(key);
                _damaged.Remove(key);
                DoneOfStage[_stageOf[key]]++;
                Times.Add(key, content.Record.Seconds);
            }
            else
            {
                _damaged[key] = written;
            }
        }
    }
}
