using System.Buffers.Binary;

namespace FhnHw.Fuzz.Mutation;

/// <summary>Edits the head of an IDX file: type, number and length of its dimensions.</summary>
internal static class IdxMutation
{
    /// <summary>Damages a file once.</summary>
    public static byte[] Mutate(byte[] input, Random random)
    {
        if (input.Length < 8)
        {
            return ByteMutation.Mutate(input, random);
        }

        var file = (byte[])input.Clone();
        switch (random.Next(6))
        {
            case 0: file[2] = (byte)new[] { 8, 9, 11, 12, 13, 14, 0 }[random.Next(7)]; return file;
            case 1: file[3] = (byte)random.Next(5); return file;
            case 2 or 3:
                var place = 4 + (4 * random.Next(Math.Clamp((int)file[3], 1, 3)));
                if (place + 4 <= file.Length)
                {
                    BinaryPrimitives.WriteInt32BigEndian(
                        file.AsSpan(place), random.Next(2) == 0 ? random.Next(40) : unchecked((int)ByteMutation.Limit(random)));
                }

                return file;
            case 4: return [.. file, .. ByteMutation.Bytes(random, ByteMutation.Piece(random))];
            default: return Whole(random);
        }
    }

    // A file whose lengths and content agree, of any type.
    private static byte[] Whole(Random random)
    {
        var dimensions = random.Next(4);
        int[] lengths = [.. Enumerable.Range(0, dimensions).Select(_ => random.Next(1, 6))];
        var (code, size) = new[] { (8, 1), (9, 1), (11, 2), (12, 4), (13, 4), (14, 8) }[random.Next(6)];
        var file = new List<byte> { 0, 0, (byte)code, (byte)dimensions };
        foreach (var length in lengths)
        {
            file.AddRange([0, 0, 0, (byte)length]);
        }

        return [.. file, .. ByteMutation.Bytes(random, lengths.Aggregate(size, (product, length) => product * length))];
    }
}
