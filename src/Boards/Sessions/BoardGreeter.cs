using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Sessions;

/// <summary>Opens a line, waits for the turn where the board is shared, and greets the board at its other end.</summary>
internal static class BoardGreeter
{
    private const double LeastAwaySeconds = 30;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Opens a line and begins a session. The line is opened once, since some boards reset when it is; but where a client that waits for a shared
    /// board loses the server, it goes there again for <see cref="LinkOptions.ReconnectSeconds"/>. The time in the queue is not counted.
    /// </summary>
    /// <param name="address">Where the board is.</param>
    /// <param name="seconds">How long it may take to answer; a second at least.</param>
    /// <param name="statistics">Counts what crosses the line.</param>
    /// <param name="options">The clock, the nonces, and what ends the wait.</param>
    /// <exception cref="DeviceMissingException">There is no port, or nothing on it answers as a board does.</exception>
    /// <exception cref="InvalidSettingException">The board is shared, and the token is missing or wrong.</exception>
    /// <exception cref="DeviceLostException">The board is shared, and its server has been without it for too long.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public static (BoardSession Session, Greeting Greeting) Connect(
        BoardAddress address, double seconds, LinkStatistics statistics, LinkOptions options)
    {
        var notes = new QueueNotes(address, options);
        long? waited = null; // when this client waited last, at a server that may be gone since
        while (true)
        {
            try
            {
                return Once(address, seconds, statistics, options, place =>
                {
                    waited = options.Clock.Now;
                    if (place is not null)
                    {
                        notes.Take(place);
                        GiveUpWhereAway(address, notes.Away, options);
                    }
                });
            }
            catch (DeviceMissingException) when (waited is { } last && options.Clock.Since(last).TotalSeconds < options.ReconnectSeconds)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                options.Clock.Sleep(Again);
            }
        }
    }

    private static (BoardSession Session, Greeting Greeting) Once(
        BoardAddress address, double seconds, LinkStatistics statistics, LinkOptions options, Action<WaitingPlace?> waiting)
    {
        var session = new BoardSession(address.Open(), statistics, options);
        try
        {
            for (var left = Math.Max(1, seconds); left > 0; left--)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                if (session.Hello(TimeSpan.FromSeconds(Math.Min(1, left)), waiting) is { } greeting)
                {
                    return (session, greeting);
                }

                session.Turn.ThrowIfRefused(address);
            }

            throw new DeviceMissingException(
                $"Nothing on {address} answers as a board does{(session.Stranger is { } came ? $" ({came} came)" : "")}; "
                    + $"check that it is powered and programmed{(address.IsSerial ? ", and that the rate after the @ is the board's" : "")}.");
        }
        catch (LinkGoneException gone)
        {
            session.Dispose();
            session.Turn.ThrowIfRefused(address);
            if (session.Turn is { HasJoined: true, End: null or { Reason: EndReason.Closing or EndReason.Silent } or { IsForOthers: true } })
            {
                waiting(null); // the server was there, and closed or broke before a place was told, or took a turn away that was not used in time
            }

            throw new DeviceMissingException(
                $"The line to {address} broke while the board was greeted ({session.Turn.End?.Words ?? gone.Message}); {address.Mend}.", gone);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // As long as a host waits for a board of its own that is lost.
    private static void GiveUpWhereAway(BoardAddress address, TimeSpan away, LinkOptions options)
    {
        if (away.TotalSeconds > Math.Max(LeastAwaySeconds, options.ReconnectSeconds))
        {
            throw new DeviceLostException(FormattableString.Invariant(
                $"The server of the board on {address} has been without it for {away.TotalSeconds:0} s; check the board's cable and power there."));
        }
    }
}
