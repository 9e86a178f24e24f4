using System.Buffers.Binary;
using System.IO.Compression;
using FhnHw.Files;

namespace FhnHw.Fuzz.Mutation;

/// <summary>Edits a PNG file chunk by chunk; their sums are made anew.</summary>
internal static class PngMutation
{
    private const int Signature = 8;

    private static readonly string[] Names = ["IHDR", "IDAT", "IEND", "PLTE", "tRNS", "gAMA", "iCCP", "acTL", "fcTL", "fdAT", "eXIf", "zzzz"];

    /// <summary>Damages a file once.</summary>
    public static byte[] Mutate(byte[] input, Random random)
    {
        var chunks = Chunks(input);
        if (chunks.Count == 0)
        {
            return ByteMutation.Mutate(input, random);
        }

        var at = random.Next(chunks.Count);
        var (name, content) = chunks[at];
        switch (random.Next(8))
        {
            case 0: chunks.RemoveAt(at); break;
            case 1: chunks.Insert(random.Next(chunks.Count), (name, content)); break;
            case 2: chunks[at] = (Names[random.Next(Names.Length)], content); break;
            case 3: chunks.Insert(random.Next(chunks.Count), (Names[random.Next(Names.Length)], ByteMutation.Bytes(random, random.Next(40)))); break;
            case 4 or 5 when chunks[0].Content.Length >= 13: Head(chunks[0].Content, random); break;
            case 6: chunks[at] = ("IDAT", Packed(random)); break;
            default: chunks[at] = (name, ByteMutation.Mutate(content, random)); break;
        }

        return Joined(chunks);
    }

    /// <summary>A file of chunks.</summary>
    public static byte[] Joined(IEnumerable<(string Name, byte[] Content)> chunks)
    {
        var file = new List<byte> { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A };
        foreach (var (name, content) in chunks)
        {
            byte[] named = [.. name.Select(letter => (byte)letter), .. content];
            file.AddRange([.. BigEndian((uint)content.Length), .. named, .. BigEndian(Crc32.Append(0, named))]);
        }

        return [.. file];
    }

    /// <summary>Rows packed as a PNG file has them.</summary>
    public static byte[] Pack(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return packed.ToArray();
    }

    // Width, height, bits, colours, method, filter, interlacing.
    private static void Head(byte[] head, Random random)
    {
        switch (random.Next(4))
        {
            case 0: BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 * random.Next(2)), unchecked((int)ByteMutation.Limit(random))); break;
            case 1: head[random.Next(2) * 4 + 3] = (byte)random.Next(1, 40); break;
            case 2: head[8] = (byte)new[] { 1, 2, 4, 8, 16, 3, 0 }[random.Next(7)]; break;
            default: head[random.Next(9, 13)] = (byte)random.Next(8); break;
        }
    }

    private static byte[] Packed(Random random)
    {
        var rows = new byte[random.Next(1 << random.Next(1, 20))];
        Array.Fill(rows, (byte)random.Next(3));
        return Pack(rows);
    }

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static List<(string Name, byte[] Content)> Chunks(byte[] input)
    {
        var chunks = new List<(string, byte[])>();
        for (var at = Signature; input is [0x89, ..] && at + 12 <= input.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(at));
            if (length > input.Length - at - 12)
            {
                break;
            }

            chunks.Add((string.Concat(input.AsSpan(at + 4, 4).ToArray().Select(value => (char)value)), input.AsSpan(at + 8, (int)length).ToArray()));
            at += 12 + (int)length;
        }

        return chunks;
    }
}
