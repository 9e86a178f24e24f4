using System.Buffers.Binary;
using FhnHw.Files;

namespace FhnHw.Boards.Wire;

/// <summary>
/// One message of the link: kind, tag and payload. The CRC is made when it is sent and checked when it comes; it binds the frame to the session
/// whose nonce is given, so that one of another session is damaged (docs/protocol.md, section 2).
/// </summary>
/// <param name="Kind">The kind of message; 0 marks a damaged frame.</param>
/// <param name="Tag">Which request it belongs to.</param>
/// <param name="Payload">The rest.</param>
public readonly record struct Frame(byte Kind, byte Tag, byte[] Payload)
{
    /// <summary>Takes the place of a damaged frame among the received ones.</summary>
    public static Frame Damaged { get; } = new(0, 0, []);

    /// <summary>True for <see cref="Damaged"/>.</summary>
    public bool IsDamaged => Kind == 0;

    /// <summary>Bytes before coding, kind to CRC.</summary>
    public int Length => Protocol.LeastFrameBytes + Payload.Length;

    /// <summary>The frame on the wire: a zero that ends whatever came before, the coded bytes, and the zero that ends them.</summary>
    /// <param name="session">The session's nonce; 0 before the first session.</param>
    public byte[] ToWire(uint session = 0)
    {
        var plain = ToBytes(session);
        var wire = new byte[Cobs.LongestCoded(plain.Length) + 2];
        var coded = Cobs.Encode(plain, wire.AsSpan(1));
        return wire[..(coded + 2)];
    }

    /// <summary>The frame before coding: kind, tag, payload, CRC.</summary>
    /// <inheritdoc cref="ToWire"/>
    public byte[] ToBytes(uint session = 0)
    {
        var plain = new byte[Length];
        plain[0] = Kind;
        plain[1] = Tag;
        Payload.CopyTo(plain, Protocol.HeadBytes);
        var end = plain.Length - Protocol.CrcBytes;
        BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(end), Crc(plain.AsSpan(0, end), session));
        return plain;
    }

    /// <summary>Reads a decoded frame; <see cref="Damaged"/> where it is too short or its CRC is wrong.</summary>
    /// <param name="plain">Kind to CRC.</param>
    /// <param name="session">The session's nonce; 0 before the first session.</param>
    public static Frame Of(ReadOnlySpan<byte> plain, uint session = 0)
    {
        var end = plain.Length - Protocol.CrcBytes;
        return plain.Length >= Protocol.LeastFrameBytes
            && Crc(plain[..end], session) == BinaryPrimitives.ReadUInt32LittleEndian(plain[end..])
            ? new Frame(plain[0], plain[1], plain[Protocol.HeadBytes..end].ToArray())
            : Damaged;
    }

    // The register starts at 0xFFFFFFFF xor nonce; Append takes a CRC, which is inverted. HELLO and GREETING are what tells the nonce, and what a server
    // of shared boards and its clients say to each other belongs to no session.
    private static uint Crc(ReadOnlySpan<byte> bytes, uint session) => Crc32.Append(IsOfNoSession(bytes[0]) ? 0 : session, bytes);

    private static bool IsOfNoSession(byte kind) =>
        kind is Protocol.HelloKind or Protocol.GreetingKind || ShareFrames.IsOfClient(kind) || ShareFrames.IsOfServer(kind);
}
