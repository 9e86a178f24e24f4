using FhnHw.Boards.Sessions;
using FhnHw.Host.Live.Server;

namespace FhnHw.Host.Live;

/// <summary>Tells pages twice a second how the links of boards stand; nothing while no page is open, or without boards.</summary>
internal sealed class LinkWatch : IDisposable
{
    private const int Pause = 500; // milliseconds

    private readonly Timer? _timer;

    /// <summary>Begins.</summary>
    public LinkWatch(LiveTopics topics, IReadOnlyList<Board> boards)
    {
        if (boards.Count > 0)
        {
            topics.Set("link", LiveSays.Link(boards));
            _timer = new Timer(_ => Tell(topics, boards), null, Pause, Pause);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private static void Tell(LiveTopics topics, IReadOnlyList<Board> boards)
    {
        if (topics.AreRead)
        {
            topics.Set("link", LiveSays.Link(boards));
        }
    }
}
