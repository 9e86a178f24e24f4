using System.Buffers.Binary;
using FhnHw.Files;

namespace FhnHw.Boards.Wire;

/// <summary>One message of the link: kind, tag and payload. The CRC is made when it is sent and checked when it comes.</summary>
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
    public byte[] ToWire()
    {
        var plain = ToBytes();
        var wire = new byte[Cobs.LongestCoded(plain.Length) + 2];
        var coded = Cobs.Encode(plain, wire.AsSpan(1));
        return wire[..(coded + 2)];
    }

    /// <summary>The frame before coding: kind, tag, payload, CRC.</summary>
    public byte[] ToBytes()
    {
        var plain = new byte[Length];
        plain[0] = Kind;
        plain[1] = Tag;
        Payload.CopyTo(plain, Protocol.HeadBytes);
        var end = plain.Length - Protocol.CrcBytes;
        BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(end), Crc32.Append(0, plain.AsSpan(0, end)));
        return plain;
    }

    /// <summary>Reads a decoded frame; <see cref="Damaged"/> where it is too short or its CRC is wrong.</summary>
    public static Frame Of(ReadOnlySpan<byte> plain)
    {
        var end = plain.Length - Protocol.CrcBytes;
        return plain.Length >= Protocol.LeastFrameBytes
            && Crc32.Append(0, plain[..end]) == BinaryPrimitives.ReadUInt32LittleEndian(plain[end..])
            ? new Frame(plain[0], plain[1], plain[Protocol.HeadBytes..end].ToArray())
            : Damaged;
    }
}
