using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sessions;

/// <summary>A board refuses a request, and would refuse it again. The message is a clause: why.</summary>
internal sealed class RequestRefusedException(string message) : Exception(message);

/// <summary>The meaning of the codes of ERROR, and whether asking again helps.</summary>
internal static class BoardErrors
{
    /// <summary>The exception for an ERROR: a broken session where asking again helps, else a refusal.</summary>
    public static Exception Of(Frame error, BoardJob oldest)
    {
        var code = error.Payload.Length > 0 ? error.Payload[0] : 0;
        var refused = error.Tag == oldest.Tag && code is Protocol.UnknownKindError or Protocol.BadValueError or Protocol.NotSupportedError;
        return refused ? new RequestRefusedException(Text(code)) : new SessionBrokenException($"the board reports: {Text(code)}");
    }

    /// <summary>A code in words.</summary>
    public static string Text(int code) => code switch
    {
        Protocol.DamagedFrameError => "a frame was damaged",
        Protocol.UnknownKindError => "the kind of request is unknown",
        Protocol.BadValueError => "a value is out of range or a length does not fit",
        Protocol.NoSessionError => "there is no session",
        Protocol.QueueFullError => "its queue is full",
        Protocol.NotSupportedError => "it does not have that feature",
        Protocol.NoProgressError => "its array made no progress",
        _ => $"error {code}",
    };
}
