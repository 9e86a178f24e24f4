using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FhnHw.Boards.Wire;

/// <summary>
/// The frames between a client and the server of a shared board (docs/protocol.md, section 7): which kinds they have, and their payloads. No board
/// sends or gets any of them.
/// </summary>
internal static class ShareFrames
{
    /// <summary>Version of the sharing, which is that of SHARE and JOIN.</summary>
    public const byte Version = 1;

    /// <summary>Kinds that a client sends.</summary>
    public const byte JoinKind = 0x11, AliveKind = 0x12, StatusKind = 0x13;

    /// <summary>Kinds that the server sends.</summary>
    public const byte ShareKind = 0x91, WaitKind = 0x92, TurnKind = 0x93, YieldKind = 0x94, EndKind = 0x95, StatusReplyKind = 0x96;

    /// <summary>Bytes of a nonce, and of an answer to one.</summary>
    public const int NonceBytes = 16, AnswerBytes = 32;

    /// <summary>The most characters of a name, and the most bytes of a text in one frame.</summary>
    public const int NameLength = 64, TextBytes = 384;

    private const byte TokenFlag = 1;
    private const int WaitHeadBytes = 13;

    /// <summary>True for the kinds that a server takes for itself and does not pass on to the board.</summary>
    public static bool IsOfClient(byte kind) => kind is JoinKind or AliveKind or StatusKind;

    /// <summary>True for the kinds that come from a server and not from the board.</summary>
    public static bool IsOfServer(byte kind) => kind is >= ShareKind and <= StatusReplyKind;

    /// <summary>A frame without a tag, as all of these are.</summary>
    public static Frame Of(byte kind, params byte[] payload) => new(kind, 0, payload);

    /// <summary>SHARE: the server says that it is one, whether it wants a token, and the nonce to answer.</summary>
    public static Frame Share(bool needsToken, ReadOnlySpan<byte> nonce) =>
        Of(ShareKind, [Version, needsToken ? TokenFlag : (byte)0, .. nonce]);

    /// <summary>What a SHARE says; null where it is none of this version or a later one.</summary>
    public static (bool NeedsToken, byte[] Nonce)? ReadShare(Frame frame) =>
        frame is { Kind: ShareKind, Payload: { Length: >= 2 + NonceBytes } payload } && payload[0] >= Version
            ? ((payload[1] & TokenFlag) != 0, payload[2..(2 + NonceBytes)])
            : null;

    /// <summary>JOIN or STATUS: who asks, with the answer to the server's nonce.</summary>
    public static Frame Ask(byte kind, ShareCredentials credentials, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> own) =>
        Of(kind, [Version, .. own, .. credentials.Answer(kind, nonce, own), .. Encoding.UTF8.GetBytes(Shown(credentials.Name))]);

    /// <summary>What a JOIN or STATUS says; null where it is too short or of another version.</summary>
    public static (byte[] Own, byte[] Answer, string Name)? ReadAsk(Frame frame)
    {
        const int Head = 1 + NonceBytes + AnswerBytes;
        return frame.Payload is { Length: >= Head } payload && payload[0] == Version
            ? (payload[1..(1 + NonceBytes)], payload[(1 + NonceBytes)..Head], Shown(Encoding.UTF8.GetString(payload.AsSpan(Head))))
            : null;
    }

    /// <summary>WAIT: where in the queue a client is.</summary>
    public static Frame Wait(WaitingPlace place)
    {
        var head = new byte[WaitHeadBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)Math.Min(place.Place, ushort.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(2), (ushort)Math.Min(place.Waiting, ushort.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)Math.Max(0, place.Seconds));
        head[8] = place.BoardIsAway ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(9), (uint)Math.Max(0, place.HolderSeconds));
        return Of(WaitKind, [.. head, .. Encoding.UTF8.GetBytes(Shown(place.Holder))]);
    }

    /// <summary>What a WAIT says; null where it is too short.</summary>
    public static WaitingPlace? ReadWait(Frame frame) => frame.Payload is { Length: >= WaitHeadBytes } payload
        ? new WaitingPlace(
            BinaryPrimitives.ReadUInt16LittleEndian(payload), BinaryPrimitives.ReadUInt16LittleEndian(payload.AsSpan(2)),
            BinaryPrimitives.ReadUInt32LittleEndian(payload.AsSpan(4)), payload[8] != 0,
            BinaryPrimitives.ReadUInt32LittleEndian(payload.AsSpan(9)), Shown(Encoding.UTF8.GetString(payload.AsSpan(WaitHeadBytes))))
        : null;

    /// <summary>END: why a client loses the board or its place, with a sentence's end in words.</summary>
    public static Frame End(EndReason reason, string words) =>
        Of(EndKind, [(byte)reason, .. Encoding.UTF8.GetBytes(words.Length > TextBytes ? words[..TextBytes] : words)]);

    /// <summary>What an END says.</summary>
    public static (EndReason Reason, string Words) ReadEnd(Frame frame) => frame.Payload is [var reason, ..]
        ? ((EndReason)reason, Printed(Encoding.UTF8.GetString(frame.Payload.AsSpan(1)), TextBytes))
        : (EndReason.Unknown, "");

    /// <summary>A name as it may be shown on any terminal: characters that print, 64 at most.</summary>
    public static string Shown(string name) => Printed(name, NameLength);

    private static string Printed(string text, int most)
    {
        var letters = text.Length > most ? text[..most] : text;
        return string.Concat(letters.Select(letter => Prints(letter) ? letter : '?'));
    }

    // Control and format characters (which turn the direction of text) and halves of surrogate pairs do not.
    private static bool Prints(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}

/// <summary>Why a client loses a shared board, or its place in the queue: the first byte of END.</summary>
internal enum EndReason : byte
{
    /// <summary>None that this version knows.</summary>
    Unknown = 0,

    /// <summary>Its turn was over and others waited.</summary>
    TurnOver = 1,

    /// <summary>It had nothing outstanding for a while and others waited.</summary>
    Idle = 2,

    /// <summary>It has no token, or a wrong one.</summary>
    Refused = 3,

    /// <summary>There are too many clients.</summary>
    Full = 4,

    /// <summary>The board's line broke, or the board fell silent.</summary>
    BoardAway = 5,

    /// <summary>It gave no sign of life, or took nothing.</summary>
    Silent = 6,

    /// <summary>The server ends.</summary>
    Closing = 7,
}

/// <summary>Where in the queue of a shared board a client is.</summary>
/// <param name="Place">1 for who is next.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="Seconds">For how long it has waited, s.</param>
/// <param name="BoardIsAway">True while the server has no board.</param>
/// <param name="HolderSeconds">For how long the holder has had the board, or the board has been away, s.</param>
/// <param name="Holder">Who has the board, as it calls itself; empty where nobody has.</param>
internal sealed record WaitingPlace(int Place, int Waiting, long Seconds, bool BoardIsAway, long HolderSeconds, string Holder);
