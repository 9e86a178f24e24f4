using System.Globalization;
using FhnHw.Host.Slurm;

namespace FhnHw.Host.Experiments.Submissions;

/// <summary>The submissions of a sweep, and how their jobs stand in Slurm.</summary>
/// <param name="folder">Has the submissions.</param>
/// <param name="slurm">Slurm.</param>
internal sealed class SlurmJobs(SlurmFolder folder, ISlurm slurm)
{
    private readonly SortedDictionary<int, Submission> _submissions =
        new(folder.Submissions().ToDictionary(submission => submission.Number));

    private readonly Dictionary<string, int> _numbers = folder.Submissions().ToDictionary(submission => submission.Name, submission => submission.Number);

    // Those of which a job may live, and how jobs were last seen, by number and index.
    private readonly HashSet<int> _open = [.. folder.Submissions().Where(submission => !submission.IsLost).Select(submission => submission.Number)];
    private readonly Dictionary<(int Number, int Index), QueuedJob> _seen = [];
    private readonly HashSet<int> _fresh = []; // those of this look, which Slurm was not asked about yet
    private QueuedJob[] _live = [];

    /// <summary>Jobs that wait or run.</summary>
    public int Live => _live.Length + _submissions.Values.Where(IsFresh).Sum(submission => submission.Parts.Count);

    /// <summary>Number of the next submission.</summary>
    public int Next => _submissions.Count == 0 ? 1 : _submissions.Keys.Max() + 1;

    /// <summary>How jobs stand, a few words.</summary>
    public string Words
    {
        get
        {
            var (running, waiting) = (_live.Count(job => job.IsRunning), _live.Where(job => !job.IsRunning).ToArray());
            var reasons = waiting.Select(job => job.Reason).Where(reason => reason is not ("None" or "Dependency" or ""))
                .Distinct().Order(StringComparer.Ordinal);
            return string.Create(CultureInfo.InvariantCulture, $"{running} jobs run, {waiting.Length} wait")
                + (reasons.Any() ? $" ({string.Join(", ", reasons)})" : "");
        }
    }

    /// <summary>The jobs that live, as they were seen last.</summary>
    public IReadOnlyList<QueuedJob> LiveJobs => _live;

    /// <summary>Asks Slurm how jobs stand, and after those whose submission was broken off.</summary>
    /// <param name="recovers">Whether what is found out is kept in the folder.</param>
    /// <returns>False where it does not answer; all is then as before.</returns>
    public bool Look(bool recovers = true)
    {
        if (slurm.Queue([.. _open.Select(number => _submissions[number].Name)]) is not { } queue)
        {
            return false;
        }

        try
        {
            if (recovers)
            {
                Recover(queue);
            }
        }
        catch (SlurmRefusedException)
        {
            return false;
        }

        _fresh.Clear();
        foreach (var job in queue)
        {
            _seen[(_numbers[job.Name], job.Index)] = job;
        }

        _live = [.. queue.Where(job => job.IsLive)];
        // What has ended is not asked after any more: Slurm forgets it, and a long list of names is slow.
        var live = _live.Select(job => _numbers[job.Name]).ToHashSet();
        _open.RemoveWhere(number => !live.Contains(number));
        return true;
    }

    /// <summary>Keeps a submission, in its file too.</summary>
    public void Keep(Submission submission)
    {
        folder.Write(submission);
        (_submissions[submission.Number], _numbers[submission.Name]) = (submission, submission.Number);
        Set(_open, submission.Number, !submission.IsLost);
        Set(_fresh, submission.Number, submission.Array is not null);
    }

    /// <summary>The tasks of jobs that live.</summary>
    public HashSet<string> LiveKeys()
    {
        var keys = new HashSet<string>();
        foreach (var job in _live)
        {
            keys.UnionWith(PartOf(job));
        }

        return keys;
    }

    /// <summary>How often each task was submitted.</summary>
    /// <param name="first">The first submission that counts.</param>
    public Dictionary<string, int> TriesOf(int first)
    {
        var tries = new Dictionary<string, int>();
        foreach (var key in _submissions.Values.Where(submission => submission.Number >= first && submission.Array is not null).SelectMany(Keys))
        {
            tries[key] = tries.GetValueOrDefault(key) + 1;
        }

        return tries;
    }

    /// <summary>Numbers of the arrays of earlier stages that live, or were submitted a moment ago.</summary>
    public IReadOnlyList<string> LiveBefore(int stage)
    {
        var live = _live.Select(job => job.Array).ToHashSet();
        return [.. _submissions.Values
            .Where(submission => submission.Stage < stage && submission.Array is { } array && (live.Contains(array) || IsFresh(submission)))
            .Select(submission => submission.Array!)];
    }

    /// <summary>Jobs that ended without success, as far as Slurm still knows them, the earliest first.</summary>
    public IReadOnlyList<FailedJob> Failures() =>
    [
        .. _seen.Where(pair => pair.Value is { IsLive: false, State: not "COMPLETED" }).OrderBy(pair => pair.Key).Select(pair => new FailedJob(
            $"{pair.Value.Array}_{pair.Key.Index}", WithNode(pair.Value), folder.Log(pair.Key.Number, pair.Key.Index))),
    ];

    /// <summary>Ends all jobs.</summary>
    /// <exception cref="SlurmRefusedException">Slurm does not answer.</exception>
    public void Cancel() => slurm.Cancel([.. _open.Select(number => _submissions[number].Name)]);

    /// <summary>The last job of a task: its submission, its index and how it ended.</summary>
    public (int Number, int Index, string State) LastOf(string key)
    {
        var last = _submissions.Values.Last(submission => submission.Array is not null && Keys(submission).Contains(key));
        var index = last.Parts.Index().First(part => part.Item.Contains(key)).Index;
        return (last.Number, index, _seen.TryGetValue((last.Number, index), out var job)
            ? $"Slurm's {job.Array}_{index}, {WithNode(job)}"
            : $"Slurm's {last.Array}_{index}");
    }

    /// <summary>How the jobs ended that had some tasks before their last submission, in Slurm's words.</summary>
    public string Endings(IEnumerable<string> keys)
    {
        var wanted = keys.ToHashSet();
        var newest = _submissions.Keys.Max();
        var states = _seen.Where(pair => pair.Key.Number < newest && !pair.Value.IsLive && PartOf(pair.Key.Number, pair.Key.Index).Any(wanted.Contains))
            .Select(pair => WithNode(pair.Value)).Distinct().Order(StringComparer.Ordinal).ToArray();
        return states.Length == 0 ? "Slurm knows no more of them" : string.Join(", ", states);
    }

    private static string WithNode(QueuedJob job) => job.Node.Length > 0 ? $"{job.State} on {job.Node}" : job.State;

    private static IEnumerable<string> Keys(Submission submission) => submission.Parts.SelectMany(part => part);

    private static void Set(HashSet<int> numbers, int number, bool isIn) => _ = isIn ? numbers.Add(number) : numbers.Remove(number);

    private bool IsFresh(Submission submission) => _fresh.Contains(submission.Number);

    private IReadOnlyList<string> PartOf(QueuedJob job) => PartOf(_numbers[job.Name], job.Index);

    private IReadOnlyList<string> PartOf(int number, int index) =>
        _submissions[number].Parts is var parts && index < parts.Count ? parts[index] : [];

    // A submission without a number: either Slurm has jobs of its name, or it never took them.
    private void Recover(IReadOnlyList<QueuedJob> queue)
    {
        foreach (var submission in _submissions.Values.Where(submission => submission is { Array: null, IsLost: false }).ToArray())
        {
            var array = queue.FirstOrDefault(job => job.Name == submission.Name)?.Array ?? slurm.Find(submission.Name);
            var known = array is null ? submission with { IsLost = true } : submission with { Array = array };
            folder.Write(known);
            _submissions[known.Number] = known;
        }
    }
}
