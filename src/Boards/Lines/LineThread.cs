using System.Collections.Concurrent;

namespace FhnHw.Boards.Lines;

/// <summary>Reads a line on a thread of its own, so that heartbeats are seen in time whatever the program computes.</summary>
internal sealed class LineThread : ILineReader
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromMilliseconds(500);

    private readonly ILink _link;
    private readonly Action<byte[], int> _received;
    private readonly Action<LinkGoneException> _gone;
    private readonly CancellationTokenSource _ending = new();
    private readonly Thread _thread;

    /// <summary>Starts to read.</summary>
    public LineThread(ILink link, Action<byte[], int> received, Action<LinkGoneException> gone)
    {
        _link = link;
        _received = received;
        _gone = gone;
        _thread = new Thread(Read) { IsBackground = true, Name = "board link" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public bool TryTake<T>(BlockingCollection<T> queue, TimeSpan patience, out T? item) => queue.TryTake(out item, patience);

    /// <summary>Ends the thread and closes the line.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _thread.Join(EndPatience);
        _link.Dispose();
        HasEnded = _thread.Join(EndPatience);
        if (HasEnded)
        {
            _ending.Dispose();
        }
    }

    private void Read()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                _received(buffer, _link.Read(buffer, _ending.Token));
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (LinkGoneException gone)
        {
            _gone(gone);
        }
    }
}
