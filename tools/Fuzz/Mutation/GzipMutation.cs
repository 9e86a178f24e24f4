using System.IO.Compression;

namespace FhnHw.Fuzz.Mutation;

/// <summary>Edits a gzip file: its members, their heads, and what is packed in them.</summary>
internal static class GzipMutation
{
    private const int MostUnpacked = 1 << 20;

    /// <summary>Packs bytes, as one member.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>True for a gzip file.</summary>
    public static bool IsPacked(byte[] input) => input is [0x1F, 0x8B, ..];

    /// <summary>Damages a file once; what is packed may be damaged by another rule.</summary>
    public static byte[] Mutate(byte[] input, Random random, Func<byte[], byte[]> mutate)
    {
        var content = Unpacked(input);
        switch (random.Next(7))
        {
            case 0: return [.. input, .. Pack(mutate(content))];
            case 1: // a head with every optional part
                return input.Length < 10 ? input
                    : [.. input[..3], (byte)random.Next(256), .. input[4..10], 2, 0, 65, 66, 110, 0, 99, 0, 0, 0, .. input[10..]];
            case 2: return [.. input, .. new byte[random.Next(1, 600)]];
            case 3: // the claims of the trailer
                var changed = (byte[])input.Clone();
                if (changed.Length > 18)
                {
                    changed[^random.Next(1, 9)] ^= (byte)random.Next(1, 256);
                }

                return changed;
            case 4: return Pack(new byte[random.Next(1 << random.Next(1, 20))], CompressionLevel.SmallestSize); // as much as can be for few bytes
            case 5:
                var cut = random.Next(content.Length + 1);
                return [.. Pack(content.AsSpan(0, cut)), .. Pack(content.AsSpan(cut), CompressionLevel.NoCompression)];
            default: return Pack(mutate(content), (CompressionLevel)random.Next(4));
        }
    }

    private static byte[] Unpacked(byte[] input)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(input), CompressionMode.Decompress);
            var content = new byte[MostUnpacked];
            return content[..gzip.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return input;
        }
    }
}
