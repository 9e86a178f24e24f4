using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sessions;

/// <summary>Tells whoever waits for a shared board where in the queue they are: when that changes, and once a minute.</summary>
/// <param name="address">The board.</param>
/// <param name="options">The clock, and who is told.</param>
internal sealed class QueueNotes(BoardAddress address, LinkOptions options)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private (int Place, bool Away, string Holder)? _said;
    private long _saidAt;
    private long? _awaySince;

    /// <summary>For how long the server has had no board while this client waited.</summary>
    public TimeSpan Away => _awaySince is { } since ? options.Clock.Since(since) : TimeSpan.Zero;

    /// <summary>Takes a place.</summary>
    public void Take(WaitingPlace place)
    {
        _awaySince = place.BoardIsAway ? _awaySince ?? options.Clock.Now : null;
        var news = (place.Place, place.BoardIsAway, place.Holder);
        if (news != _said || options.Clock.Since(_saidAt) >= Every)
        {
            (_said, _saidAt) = (news, options.Clock.Now);
            options.Notes?.Invoke(Sentence(address, place));
        }
    }

    /// <summary>A place in words.</summary>
    public static string Sentence(BoardAddress address, WaitingPlace place)
    {
        var now = place.BoardIsAway ? $"the board has been away for {Span(place.HolderSeconds)}"
            : place.Holder.Length > 0 ? $"now used by {place.Holder}, for {Span(place.HolderSeconds)}"
            : "it is made ready";
        return FormattableString.Invariant($"Waiting for the board on {address}: place {place.Place} of {place.Waiting}, for {Span(place.Seconds)}; {now}.");
    }

    private static string Span(long seconds) => seconds switch
    {
        < 120 => FormattableString.Invariant($"{seconds} s"),
        < 7200 => FormattableString.Invariant($"{seconds / 60} min"),
        _ => FormattableString.Invariant($"{seconds / 3600} h {seconds / 60 % 60} min"),
    };
}
