using System.Buffers.Binary;
using FhnHw.Files;

namespace FhnHw.Host.Options;

/// <summary>Whether a PNG file is whole: Skia gives a picture as soon as its rows are there, before the sum over them is compared.</summary>
internal static class PngChunks
{
    private const int LengthAndName = 8, Sum = 4;

    // Deflate packs at most 258 bytes in 2 bits. Of the head: width, height, bits of a colour, colours.
    private const long LargestRatio = 1032;
    private const int Width = 16, Height = 20, Bits = 24;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>True for a file that is no PNG, and for one that is long enough for the pixels that its head declares.</summary>
    public static bool CanHold(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature) || file.Length < Bits + 1)
        {
            return !file.StartsWith(Signature);
        }

        var (columns, rows) = (BinaryPrimitives.ReadUInt32BigEndian(file[Width..]), BinaryPrimitives.ReadUInt32BigEndian(file[Height..]));
        return (double)columns * rows * file[Bits] / 8 <= (double)file.Length * LargestRatio;
    }

    /// <summary>True for a file that is no PNG, and for one whose chunks have their CRC-32 and end in IEND.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
        {
            return true;
        }

        for (var rest = file[Signature.Length..]; rest.Length >= LengthAndName + Sum;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - LengthAndName - Sum)
            {
                return false;
            }

            var content = rest.Slice(4, 4 + (int)length);
            if (BinaryPrimitives.ReadUInt32BigEndian(rest[(LengthAndName + (int)length)..]) != Crc32.Append(0, content))
            {
                return false;
            }

            if (content.StartsWith("IEND"u8))
            {
                return true;
            }

            rest = rest[(LengthAndName + (int)length + Sum)..];
        }

        return false;
    }
}
