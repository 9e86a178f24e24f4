using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>Why a client must go.</summary>
/// <param name="Reason">As END says it.</param>
/// <param name="Words">As the log and END say it.</param>
internal sealed record Departure(EndReason Reason, string Words);

/// <summary>Whether the client that has the board must give it back: it is gone, it has nothing to do, or its turn is over.</summary>
/// <param name="settings">The rules.</param>
/// <param name="time">The clock.</param>
/// <param name="ask">Asks a client that knows of turns to yield.</param>
internal sealed class TurnWatch(ShareSettings settings, TimeProvider time, Action<ShareMember> ask)
{
    // How long a client that knows of turns has to begin no further job once it was asked.
    private static readonly TimeSpan Answering = TimeSpan.FromSeconds(1);

    /// <summary>Looks at the holder, several times a second.</summary>
    /// <param name="holder">Who has the board.</param>
    /// <param name="isClogged">Whether it does not take what the board sends.</param>
    /// <param name="othersWait">Whether somebody waits for it.</param>
    /// <returns>Why it must go; null where it need not.</returns>
    public Departure? Look(ShareMember holder, bool isClogged, bool othersWait)
    {
        var now = time.GetTimestamp();
        holder.Count.Worked = holder.Count.Outstanding > 0 ? now : holder.Count.Worked;
        holder.Clogged = isClogged ? holder.Clogged ?? now : null;
        if (IsSilent(holder) || (holder.Clogged is { } clogged && Since(clogged) >= settings.Silence))
        {
            return new Departure(EndReason.Silent, "it gave no sign of life");
        }

        if (!othersWait)
        {
            holder.Asked = null;
            return null;
        }

        if (settings.Idle is { } idle && Since(holder.Count.Worked) >= idle)
        {
            return new Departure(EndReason.Idle, "it had nothing to do");
        }

        return settings.Turn is { } turn && Since(holder.Began) >= turn && MustYield(holder) ? new Departure(EndReason.TurnOver, "its turn is over") : null;
    }

    /// <summary>True for a client that should give signs of life and has given none for too long.</summary>
    public bool IsSilent(ShareMember member) => member.Knows && Since(member.Heard) >= settings.Silence;

    // Between two jobs of a client that knows of turns; of another one where it has nothing outstanding; of both when the grace is over.
    private bool MustYield(ShareMember holder)
    {
        if (holder.Asked is null)
        {
            holder.Asked = time.GetTimestamp();
            if (holder.Knows)
            {
                ask(holder);
            }
        }

        var asked = Since(holder.Asked.Value);
        return asked >= settings.Grace || (holder.Count.Outstanding == 0 && (!holder.Knows || asked >= Answering));
    }

    private TimeSpan Since(long moment) => time.GetElapsedTime(moment);
}
