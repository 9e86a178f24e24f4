using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Sessions;

/// <summary>Opens a line and greets the board at its other end.</summary>
internal static class BoardGreeter
{
    /// <summary>Opens a line and begins a session.</summary>
    /// <param name="address">Where the board is.</param>
    /// <param name="patience">How long it may take to answer.</param>
    /// <param name="statistics">Counts what crosses the line.</param>
    /// <param name="options">The clock and the nonces.</param>
    /// <exception cref="DeviceMissingException">There is no port, or nothing on it answers as a board does.</exception>
    public static (BoardSession Session, Greeting Greeting) Connect(
        BoardAddress address, TimeSpan patience, LinkStatistics statistics, LinkOptions options)
    {
        var session = new BoardSession(address.Open(), statistics, options);
        try
        {
            if (session.Hello(patience) is { } greeting)
            {
                return (session, greeting);
            }
        }
        catch (LinkGoneException gone)
        {
            session.Dispose();
            throw new DeviceMissingException(
                $"The line to {address} broke while the board was greeted ({gone.Message}); check cable and power.", gone);
        }

        session.Dispose();
        throw new DeviceMissingException(
            $"Nothing on {address} answers as a board does; check that it is powered and programmed, and that the rate after the @ is the board's.");
    }
}
