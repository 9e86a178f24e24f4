using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>The clients that wait for a shared board, first come, first served. Each that knows of turns is told its place.</summary>
/// <param name="time">The clock.</param>
internal sealed class WaitingClients(TimeProvider time)
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    private readonly List<ShareMember> _queue = [];

    /// <summary>All of them, the next one first.</summary>
    public IReadOnlyList<ShareMember> All => _queue;

    /// <summary>How many wait.</summary>
    public int Count => _queue.Count;

    /// <summary>One more, at the end.</summary>
    public void Join(ShareMember member)
    {
        member.Joined = time.GetTimestamp();
        _queue.Add(member);
        News();
    }

    /// <summary>Takes out the next one, and there must be one.</summary>
    public ShareMember Next()
    {
        var next = _queue[0];
        Remove(next);
        return next;
    }

    /// <summary>One no longer waits.</summary>
    public void Remove(ShareMember member)
    {
        if (_queue.Remove(member))
        {
            News();
        }
    }

    /// <summary>Something has changed: all are told again.</summary>
    public void News() => _queue.ForEach(member => member.Told = null);

    /// <summary>Tells those who were not told for a second, or not since something changed.</summary>
    /// <param name="holder">Who has the board, or null.</param>
    /// <param name="awaySince">Since when the board is away; null where it is there.</param>
    public void Tell(ShareMember? holder, long? awaySince)
    {
        foreach (var (index, member) in _queue.Index())
        {
            if (member.Knows && (member.Told is not { } told || Since(told) >= TellEvery))
            {
                member.Told = time.GetTimestamp();
                var held = awaySince is { } away ? Since(away) : holder is null ? TimeSpan.Zero : Since(holder.Began);
                member.Connection.Send(ShareFrames.Wait(new WaitingPlace(
                    index + 1, _queue.Count, (long)Since(member.Joined).TotalSeconds, awaySince is not null, (long)held.TotalSeconds,
                    holder?.Name ?? "")).ToWire());
            }
        }
    }

    private TimeSpan Since(long moment) => time.GetElapsedTime(moment);
}
