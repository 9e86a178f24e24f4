namespace FhnHw.Boards.Wire;

/// <summary>Signed little-endian words of 1 to 8 bytes.</summary>
internal static class Words
{
    /// <summary>Writes a word as long as the span; bits beyond it are left out.</summary>
    public static void Write(Span<byte> bytes, long value)
    {
        for (var n = 0; n < bytes.Length; n++)
        {
            bytes[n] = unchecked((byte)(value >> (8 * n)));
        }
    }

    /// <summary>Reads a word as long as the span; its highest bit is the sign.</summary>
    public static long Read(ReadOnlySpan<byte> bytes)
    {
        long value = unchecked((sbyte)bytes[^1]);
        for (var n = bytes.Length - 2; n >= 0; n--)
        {
            value = (value << 8) | bytes[n];
        }

        return value;
    }
}
