using System.Diagnostics.CodeAnalysis;

namespace FhnHw.Fuzz.Mutation;

/// <summary>
/// What docs/protocol.md, sections 2 and 7, say of a stream of bytes, told as plainly as can be and sharing nothing with the product: pieces between zeros,
/// COBS, a CRC bit by bit.
/// </summary>
internal static class FrameModel
{
    private const uint Polynomial = 0xEDB88320;

    /// <summary>The frames of a stream, kind to CRC; null for each piece that is no frame.</summary>
    /// <param name="stream">The bytes; what follows the last zero is not ended yet.</param>
    /// <param name="longest">The longest frame that is taken.</param>
    public static List<byte[]?> Frames(ReadOnlySpan<byte> stream, int longest)
    {
        var frames = new List<byte[]?>();
        var session = 0u; // its nonce
        for (var zero = stream.IndexOf((byte)0); zero >= 0; zero = stream.IndexOf((byte)0))
        {
            if (zero > 0)
            {
                var frame = Sound(Decoded(stream[..zero]), longest, session);
                session = SessionAfter(frame, session);
                frames.Add(frame);
            }

            stream = stream[(zero + 1)..];
        }

        return frames;
    }

    /// <summary>The session's nonce after a frame, kind to CRC: another where it is HELLO or GREETING.</summary>
    public static uint SessionAfter(byte[]? frame, uint session) => frame is { Length: 10 } and [0x01, ..] or { Length: >= 10 } and [0x81, ..]
        ? BitConverter.ToUInt32(frame, 2) : session;

    private static byte[]? Sound(List<byte>? frame, int longest, uint session)
    {
        // A kind of 0 is none; the host keeps it for damaged frames.
        if (frame is null || frame.Count < 6 || frame.Count > longest || frame[0] == 0)
        {
            return null;
        }

        // HELLO, GREETING, and the kinds of section 7, which a server of shared boards and its clients say to each other, belong to no session.
        var crc = frame[0] is 0x01 or 0x81 or (>= 0x11 and <= 0x13) or (>= 0x91 and <= 0x96) ? uint.MaxValue : uint.MaxValue ^ session;
        for (var i = 0; i < frame.Count - 4; i++)
        {
            crc ^= frame[i];
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }
        }

        crc = ~crc;
        for (var i = 0; i < 4; i++)
        {
            if (frame[frame.Count - 4 + i] != (byte)(crc >> (8 * i)))
            {
                return null;
            }
        }

        return [.. frame];
    }

    private static List<byte>? Decoded(ReadOnlySpan<byte> piece)
    {
        var frame = new List<byte>();
        for (var at = 0; at < piece.Length;)
        {
            var code = piece[at++];
            if (at + code - 1 > piece.Length)
            {
                return null;
            }

            for (var n = 1; n < code; n++)
            {
                frame.Add(piece[at++]);
            }

            if (code != 255 && at < piece.Length)
            {
                frame.Add(0);
            }
        }

        return frame;
    }
}

/// <summary>Two arrays are equal where their bytes are.</summary>
internal sealed class SameBytes : IEqualityComparer<byte[]?>
{
    /// <summary>The one there is.</summary>
    public static SameBytes Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals(byte[]? x, byte[]? y) => x is null ? y is null : y is not null && x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] byte[]? obj) => obj.Length;
}
