using FhnHw.Boards.Sessions;
using FhnHw.Host.Live.Server;

namespace FhnHw.Host.Live;

/// <summary>Tells pages twice a second how the links of boards stand; nothing while no page is open, or without boards.</summary>
internal sealed class LinkWatch : IDisposable
{
    private const int Pause = 500; // milliseconds

    private readonly LiveTopics _topics;
    private readonly IReadOnlyList<Board> _boards;
    private readonly Timer? _timer;

    /// <summary>Begins.</summary>
    public LinkWatch(LiveTopics topics, IReadOnlyList<Board> boards)
    {
        (_topics, _boards) = (topics, boards);
        if (boards.Count > 0)
        {
            topics.Set("link", LiveSays.Link(boards));
            _timer = new Timer(_ => Tell(), null, Pause, Pause);
        }
    }

    /// <summary>Ends, and tells how the links stand at the end.</summary>
    public void Dispose()
    {
        if (_timer is not null)
        {
            using var isOver = new ManualResetEvent(false);
            _ = _timer.Dispose(isOver) && isOver.WaitOne(); // nothing older is told after it
            _topics.Set("link", LiveSays.Link(_boards));
        }
    }

    private void Tell()
    {
        if (_topics.AreRead)
        {
            _topics.Set("link", LiveSays.Link(_boards));
        }
    }
}
