using System.Collections.Concurrent;
using System.Text.Json;

namespace FhnHw.Host.Experiments.Tasks;

/// <summary>
/// The results of tasks, as their files have them: one that was computed a moment ago goes through its text too, so that what follows from it is the same
/// as after another process computed it.
/// </summary>
/// <param name="folder">Has the files.</param>
internal sealed class TaskResults(SweepFolder folder)
{
    private readonly ConcurrentDictionary<string, JsonElement> _known = [];

    /// <summary>True where a task's result is known, or its file whole.</summary>
    public bool Has(StudyTask task) => Find(task) is not null;

    /// <summary>The result of a task that is done.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public T Of<T>(StudyTask task) => (Find(task) ?? throw new InvalidOperationException($"The task '{task.Title}' ({task.Key}) is not done."))
        .Deserialize<T>(TaskJson.Style)!;

    /// <summary>Keeps a result, and its file.</summary>
    public void Add(StudyTask task, object result, TaskRecord record) => _known[task.Key] = folder.Write(task.Key, result, record);

    private JsonElement? Find(StudyTask task)
    {
        if (_known.TryGetValue(task.Key, out var known))
        {
            return known;
        }

        return folder.Read(task.Key) is { } found ? _known[task.Key] = found.Result : null;
    }
}
