using System.Text;

namespace FhnHw.Host.Live.Server;

/// <summary>
/// What a page is told as it happens: of each topic the latest, or all of a list. Nobody waits for a reader: one that is slow finds, when it comes back,
/// only what is latest, so that no reader costs memory.
/// </summary>
internal sealed class LiveTopics
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LiveEvent> _latest = [];
    private readonly List<LiveEvent> _lists = [];
    private readonly TaskCompletionSource _closed = New();
    private TaskCompletionSource? _changed; // made where somebody waits
    private long _number;
    private int _readers;

    /// <summary>True while a page is open somewhere: without one nothing need be made.</summary>
    public bool AreRead => Volatile.Read(ref _readers) > 0;

    /// <summary>Done when nothing comes any more.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Says what is the case now; what was said under this topic before is forgotten.</summary>
    /// <param name="topic">The name.</param>
    /// <param name="json">The value.</param>
    public void Set(string topic, byte[] json) => Put(topic, () => json, isList: false);

    /// <summary>The same of a value that is made when a page is told of it, and not at all where none is.</summary>
    /// <param name="topic">The name.</param>
    /// <param name="json">Makes the value, on a thread of the server.</param>
    public void Set(string topic, Func<byte[]> json) => Put(topic, json, isList: false);

    /// <summary>Adds to a list, which a reader gets whole.</summary>
    /// <param name="topic">The name.</param>
    /// <param name="json">The value.</param>
    public void Add(string topic, byte[] json) => Put(topic, () => json, isList: true);

    /// <inheritdoc cref="Set(string, Func{byte[]})"/>
    public void Add(string topic, Func<byte[]> json) => Put(topic, json, isList: true);

    /// <summary>Nothing comes any more. Readers end when they have what there is.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed.TrySetResult();
            _changed?.TrySetResult();
        }
    }

    /// <summary>What came after an event, in order.</summary>
    /// <param name="number">The last event that is known, 0 for none.</param>
    /// <param name="changed">Done when there is more; null when nothing comes any more.</param>
    public IReadOnlyList<LiveEvent> After(long number, out Task? changed)
    {
        lock (_lock)
        {
            changed = Closed.IsCompleted ? null : (_changed ??= New()).Task;
            var first = _lists.Count;
            while (first > 0 && _lists[first - 1].Number > number)
            {
                first--;
            }

            return [.. _lists[first..].Concat(_latest.Values.Where(one => one.Number > number)).OrderBy(one => one.Number)];
        }
    }

    /// <summary>One reader more, until disposed.</summary>
    public IDisposable Read() => new Reader(this);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Put(string topic, Func<byte[]> json, bool isList)
    {
        lock (_lock)
        {
            if (Closed.IsCompleted)
            {
                return;
            }

            var one = new LiveEvent(++_number, topic, json);
            if (isList)
            {
                _lists.Add(one);
            }
            else
            {
                _latest[topic] = one;
            }

            _changed?.TrySetResult();
            _changed = null;
        }
    }

    private sealed class Reader : IDisposable
    {
        private readonly LiveTopics _topics;
        private int _gone;

        public Reader(LiveTopics topics)
        {
            _topics = topics;
            Interlocked.Increment(ref topics._readers);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _gone, 1) == 0)
            {
                Interlocked.Decrement(ref _topics._readers);
            }
        }
    }
}

/// <summary>One thing that a page is told.</summary>
/// <param name="number">From 1, in the order of time.</param>
/// <param name="topic">What it is about.</param>
/// <param name="json">Makes the value, UTF-8 in one line.</param>
internal sealed class LiveEvent(long number, string topic, Func<byte[]> json)
{
    private byte[]? _bytes;

    /// <summary>From 1, in the order of time.</summary>
    public long Number => number;

    /// <summary>The bytes of a server-sent event: made once, for all pages.</summary>
    public byte[] Bytes => _bytes ??= [.. Encoding.ASCII.GetBytes($"id: {number}\nevent: {topic}\ndata: "), .. json(), (byte)'\n', (byte)'\n'];
}
