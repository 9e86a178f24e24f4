using System.Buffers.Binary;

namespace FhnHw.Fuzz.Mutation;

/// <summary>Damages bytes that mean nothing here: flips, numbers at their limits, pieces taken out, doubled, moved.</summary>
internal static class ByteMutation
{
    private static readonly long[] Limits =
        [0, 1, -1, 2, 7, 16, 127, 128, 255, 256, 1000, 32767, 32768, 65535, 65536, 1 << 24, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 40];

    /// <summary>A number at a limit of some type.</summary>
    public static long Limit(Random random) => Limits[random.Next(Limits.Length)];

    /// <summary>Damages an input once.</summary>
    public static byte[] Mutate(byte[] input, Random random)
    {
        if (input.Length == 0)
        {
            return Bytes(random, 1 + random.Next(16));
        }

        var at = random.Next(input.Length);
        return random.Next(9) switch
        {
            0 => Changed(input, at, value => (byte)(value ^ (1 << random.Next(8)))),
            1 => Changed(input, at, _ => (byte)random.Next(256)),
            2 => Changed(input, at, value => (byte)(value + random.Next(-16, 17))),
            3 => Number(input, at, random),
            4 => [.. input[..at], .. input[Math.Min(input.Length, at + Piece(random))..]],
            5 => [.. input[..at], .. Bytes(random, Piece(random)), .. input[at..]],
            6 => [.. input[..at], .. input[at..Math.Min(input.Length, at + Piece(random))], .. input[at..]],
            7 => input[..at],
            _ => Moved(input, at, random),
        };
    }

    /// <summary>The beginning of an input and the end of another.</summary>
    public static byte[] Splice(byte[] input, byte[] other, Random random) =>
        [.. input[..random.Next(input.Length + 1)], .. other[random.Next(other.Length + 1)..]];

    /// <summary>Random bytes, at times all equal.</summary>
    public static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        if (random.Next(3) == 0)
        {
            Array.Fill(bytes, (byte)random.Next(256));
        }
        else
        {
            random.NextBytes(bytes);
        }

        return bytes;
    }

    /// <summary>Mostly a few bytes, at times many.</summary>
    public static int Piece(Random random) => 1 + random.Next(1 << random.Next(1, 10));

    private static byte[] Changed(byte[] input, int at, Func<byte, byte> change)
    {
        var changed = (byte[])input.Clone();
        changed[at] = change(changed[at]);
        return changed;
    }

    private static byte[] Number(byte[] input, int at, Random random)
    {
        var changed = (byte[])input.Clone();
        var number = Limit(random);
        var place = changed.AsSpan(at);
        switch (random.Next(4))
        {
            case 0 when place.Length >= 2: BinaryPrimitives.WriteInt16LittleEndian(place, unchecked((short)number)); break;
            case 1 when place.Length >= 2: BinaryPrimitives.WriteInt16BigEndian(place, unchecked((short)number)); break;
            case 2 when place.Length >= 4: BinaryPrimitives.WriteInt32BigEndian(place, unchecked((int)number)); break;
            case 3 when place.Length >= 8: BinaryPrimitives.WriteInt64LittleEndian(place, number); break;
            default:
                if (place.Length >= 4)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(place, unchecked((int)number));
                }

                break;
        }

        return changed;
    }

    private static byte[] Moved(byte[] input, int at, Random random)
    {
        var changed = (byte[])input.Clone();
        var to = random.Next(input.Length);
        var count = Math.Min(Piece(random), input.Length - Math.Max(at, to));
        input.AsSpan(at, count).CopyTo(changed.AsSpan(to));
        return changed;
    }
}
