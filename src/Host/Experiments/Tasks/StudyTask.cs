namespace FhnHw.Host.Experiments.Tasks;

/// <summary>
/// A piece of a study that anybody may compute, anywhere, in any order: its result depends on its key alone. Tasks of one key are one task.
/// </summary>
/// <param name="key">Hash of all that decides the result's bits, by <see cref="TaskKey"/>.</param>
/// <param name="title">What it is, a few words: <c>seed 2, mismatch 0.3</c>.</param>
/// <param name="work">How much work it is beside the study's other tasks, 1 or more.</param>
/// <param name="needs">Tasks of earlier stages whose results it takes.</param>
/// <param name="compute">Computes the result, an object that <see cref="TaskJson"/> writes and reads back.</param>
internal sealed class StudyTask(string key, string title, long work, IReadOnlyList<StudyTask> needs, Func<TaskCall, object> compute)
{
    /// <summary>Names the task, and its file.</summary>
    public string Key => key;

    /// <summary>What it is, for people.</summary>
    public string Title => title;

    /// <summary>How much work it is beside the study's other tasks.</summary>
    public long Work => work;

    /// <summary>The tasks whose results it takes.</summary>
    public IReadOnlyList<StudyTask> Needs => needs;

    /// <summary>Computes the result.</summary>
    public object Compute(TaskCall call) => compute(call);
}

/// <summary>Tasks that need nothing of each other and go side by side.</summary>
/// <param name="Name">What they do, a few words.</param>
/// <param name="Tasks">The tasks, in the order in which they begin.</param>
internal sealed record Stage(string Name, IReadOnlyList<StudyTask> Tasks);

/// <summary>What a task is given while it is computed.</summary>
/// <param name="results">Has the results that it needs.</param>
/// <param name="tell">Told the share done, 0 to 1, and what is under way.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class TaskCall(TaskResults results, Action<double, string> tell, CancellationToken cancellation)
{
    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The result of a task that is among the needs.</summary>
    public T Of<T>(StudyTask need) => results.Of<T>(need);

    /// <summary>Tells how far the task is.</summary>
    /// <param name="share">The share done, 0 to 1.</param>
    /// <param name="words">What is under way.</param>
    public void Tell(double share, string words)
    {
        cancellation.ThrowIfCancellationRequested();
        tell(share, words);
    }
}
