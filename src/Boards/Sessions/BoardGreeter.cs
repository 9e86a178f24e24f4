using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Sessions;

/// <summary>Opens a line and greets the board at its other end.</summary>
internal static class BoardGreeter
{
    /// <summary>Opens a line and begins a session. The line is opened once, since some boards reset when it is.</summary>
    /// <param name="address">Where the board is.</param>
    /// <param name="seconds">How long it may take to answer; a second at least.</param>
    /// <param name="statistics">Counts what crosses the line.</param>
    /// <param name="options">The clock, the nonces, and what ends the wait.</param>
    /// <exception cref="DeviceMissingException">There is no port, or nothing on it answers as a board does.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public static (BoardSession Session, Greeting Greeting) Connect(
        BoardAddress address, double seconds, LinkStatistics statistics, LinkOptions options)
    {
        var session = new BoardSession(address.Open(), statistics, options);
        try
        {
            for (var left = Math.Max(1, seconds); left > 0; left--)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                if (session.Hello(TimeSpan.FromSeconds(Math.Min(1, left))) is { } greeting)
                {
                    return (session, greeting);
                }
            }

            throw new DeviceMissingException(
                $"Nothing on {address} answers as a board does{(session.Stranger is { } came ? $" ({came} came)" : "")}; "
                    + $"check that it is powered and programmed{(address.IsSerial ? ", and that the rate after the @ is the board's" : "")}.");
        }
        catch (LinkGoneException gone)
        {
            session.Dispose();
            throw new DeviceMissingException(
                $"The line to {address} broke while the board was greeted ({gone.Message}); {address.Mend}.", gone);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
