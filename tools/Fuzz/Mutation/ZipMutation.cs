using System.Buffers.Binary;
using System.IO.Compression;

namespace FhnHw.Fuzz.Mutation;

/// <summary>Edits a zip file: its entries, their names, and what the directory claims of them.</summary>
internal static class ZipMutation
{
    private const int MostUnpacked = 1 << 20;

    private static readonly string[] Names =
    [
        "../../../../tmp/x.npy", "/etc/passwd.npy", "..\\x.npy", "C:\\x.npy", ".npy", "a/../W1.npy", "W1.npy", "b1.npy", "W2.npy",
        "\u001b[2J.npy", "W1.NPY", new string('n', 5000) + ".npy",
    ];

    /// <summary>Damages a file once; the content of an entry may be damaged by another rule.</summary>
    public static byte[] Mutate(byte[] input, Random random, Func<byte[], byte[]> mutate)
    {
        if (random.Next(3) == 0)
        {
            return WithOtherClaims(input, random);
        }

        if (Entries(input) is not { Count: > 0 } entries)
        {
            return ByteMutation.Mutate(input, random);
        }

        var at = random.Next(entries.Count);
        var (name, content) = entries[at];
        switch (random.Next(8))
        {
            case 0: entries.RemoveAt(at); break;
            case 1: entries.Insert(random.Next(entries.Count), (name, content)); break;
            case 2: entries.Add((Names[random.Next(Names.Length)], content)); break;
            case 3: entries[at] = (Names[random.Next(Names.Length)], content); break;
            case 4: entries[at] = (name, entries[random.Next(entries.Count)].Content); break;
            default: entries[at] = (name, mutate(content)); break;
        }

        return Zip(entries, random.Next(3) == 0);
    }

    private static List<(string Name, byte[] Content)>? Entries(byte[] input)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(input));
            var entries = new List<(string, byte[])>();
            foreach (var entry in zip.Entries.Take(64))
            {
                using var stream = entry.Open();
                var content = new byte[MostUnpacked];
                entries.Add((entry.FullName, content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)]));
            }

            return entries;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or ArgumentException or OverflowException or NotSupportedException)
        {
            return null;
        }
    }

    private static byte[] Zip(List<(string Name, byte[] Content)> entries, bool compress)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries.Where(entry => entry.Name.Length > 0))
            {
                using var entry = zip.CreateEntry(name, compress ? CompressionLevel.SmallestSize : CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    // Fields of a local head (PK34), of an entry of the directory (PK12) and of its end (PK56): flags, method, time, sum, sizes, offsets.
    private static byte[] WithOtherClaims(byte[] input, Random random)
    {
        var changed = (byte[])input.Clone();
        int[] heads = [.. Enumerable.Range(0, Math.Max(0, changed.Length - 22)).Where(i =>
            changed[i] == 'P' && changed[i + 1] == 'K' && changed[i + 2] is 1 or 3 or 5 && changed[i + 3] == changed[i + 2] + 1)];
        if (heads.Length == 0)
        {
            return ByteMutation.Mutate(input, random);
        }

        var head = heads[random.Next(heads.Length)];
        int[] fields = changed[head + 2] switch
        {
            1 => [6, 8, 10, 16, 20, 24, 28, 30, 34, 42],
            3 => [4, 6, 8, 14, 18, 22, 26, 28],
            _ => [4, 8, 10, 12, 16, 20],
        };
        var place = head + fields[random.Next(fields.Length)];
        if (place + 4 <= changed.Length)
        {
            if (random.Next(2) == 0)
            {
                BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(place), unchecked((int)ByteMutation.Limit(random)));
            }
            else
            {
                BinaryPrimitives.WriteInt16LittleEndian(changed.AsSpan(place), unchecked((short)ByteMutation.Limit(random)));
            }
        }

        return changed;
    }
}
