namespace FhnHw.Boards.Wire;

/// <summary>
/// Consistent overhead byte stuffing (Cheshire and Baker, 1999) as docs/protocol.md uses it: a frame's bytes without a zero among
/// them, so that a zero on the wire always ends a frame.
/// </summary>
internal static class Cobs
{
    private const int LongestPiece = 254;

    /// <summary>The most bytes that a frame of some length takes when coded, without the zero that ends it.</summary>
    public static int LongestCoded(int length) => length + 1 + (length / LongestPiece);

    /// <summary>Codes a frame.</summary>
    /// <param name="frame">Any bytes.</param>
    /// <param name="coded">Gets the coded bytes, none of them zero; at least <see cref="LongestCoded"/> long.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Encode(ReadOnlySpan<byte> frame, Span<byte> coded)
    {
        var written = 0;
        while (true)
        {
            var zero = frame.IndexOf((byte)0);
            var piece = Math.Min(zero < 0 ? frame.Length : zero, LongestPiece);
            coded[written] = (byte)(piece + 1);
            frame[..piece].CopyTo(coded[(written + 1)..]);
            written += piece + 1;
            if (piece == frame.Length)
            {
                return written;
            }

            // A piece of 254 stands for its bytes alone; any other piece also for a zero.
            frame = frame[(piece == LongestPiece ? piece : piece + 1)..];
        }
    }

    /// <summary>Decodes the bytes between two zeros.</summary>
    /// <param name="coded">Bytes without a zero.</param>
    /// <param name="frame">Gets the frame; at least as long as <paramref name="coded"/>.</param>
    /// <param name="length">Bytes of the frame.</param>
    /// <returns>False where these bytes are no coded frame.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> coded, Span<byte> frame, out int length)
    {
        length = 0;
        while (!coded.IsEmpty)
        {
            var piece = coded[0] - 1;
            if (piece < 0 || piece >= coded.Length || coded.Slice(1, piece).Contains((byte)0))
            {
                return false;
            }

            coded.Slice(1, piece).CopyTo(frame[length..]);
            length += piece;
            coded = coded[(piece + 1)..];
            if (piece < LongestPiece && !coded.IsEmpty)
            {
                frame[length++] = 0;
            }
        }

        return true;
    }
}
