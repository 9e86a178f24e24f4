using FhnHw.Host.Experiments.Submissions;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Slurm;
using FhnHw.Host.Tests.Experiments.Tasks;

namespace FhnHw.Host.Tests.Experiments.Submissions;

/// <summary>A Slurm of one process: a job that may run does its tasks at the next step, and ends as the test wants.</summary>
internal sealed class ToySlurm(SweepFolder sweep, ToyStudy study) : ISlurm
{
    private readonly List<QueuedJob> _jobs = [];
    private readonly Dictionary<string, JobArray> _arrays = [];

    public SlurmLimits Limits { get; init; } = new(4, 100);

    /// <summary>How a job ends: null for well, with its tasks done; else the state, and nothing is done.</summary>
    public Func<JobArray, int, string?> Ending { get; set; } = (_, _) => null;

    /// <summary>Called instead of taking jobs, where a test wants it refused.</summary>
    public Action<JobArray> Refuse { get; set; } = _ => { };

    public bool Answers { get; set; } = true;

    public IReadOnlyList<JobArray> Submitted => [.. _arrays.Values];

    /// <summary>Names of those whose jobs were cancelled.</summary>
    public List<string> Cancelled { get; } = [];

    public string Submit(JobArray jobs)
    {
        Refuse(jobs);
        var number = $"{_arrays.Count + 1}";
        _arrays.Add(number, jobs);
        _jobs.AddRange(Enumerable.Range(0, jobs.Count).Select(index => new QueuedJob(jobs.Name, number, index, "PENDING", "Priority", "")));
        return number;
    }

    public IReadOnlyList<QueuedJob>? Queue(IReadOnlyCollection<string> names) => Answers ? [.. _jobs.Where(job => names.Contains(job.Name))] : null;

    public string? Find(string name) => _arrays.FirstOrDefault(pair => pair.Value.Name == name).Key;

    public void Cancel(IReadOnlyCollection<string> names) => Cancelled.AddRange(names);

    /// <summary>Time goes by: jobs that wait for nothing run.</summary>
    public void Step()
    {
        var over = _arrays.Keys.Where(array => _jobs.Where(job => job.Array == array).All(job => !job.IsLive)).ToHashSet();
        foreach (var (at, job) in _jobs.Index().Where(pair => pair.Item.IsLive).ToArray())
        {
            var array = _arrays[job.Array];
            if (array.After.All(over.Contains))
            {
                _jobs[at] = job with { State = Run(array, job.Index), Reason = "None", Node = $"node{job.Index + 1}" };
            }
        }
    }

    private string Run(JobArray array, int index)
    {
        if (Ending(array, index) is { } state)
        {
            return state;
        }

        var keys = new SlurmFolder(sweep).Submissions().Single(submission => submission.Name == array.Name).Parts[index];
        new SweepRun(study, new TaskResults(new SweepFolder(sweep.Path)), study.All.Where(task => keys.Contains(task.Key)), "test")
            .Run((_, _) => { }, CancellationToken.None);
        return "COMPLETED";
    }
}
