using System.Buffers.Binary;
using System.Globalization;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>What an IDX file holds.</summary>
/// <param name="Type">Its type of element.</param>
/// <param name="Lengths">The length of each dimension, each at least 1.</param>
/// <param name="Bytes">The elements, the last dimension fastest; those of several bytes big-endian.</param>
internal sealed record IdxContent(IdxType Type, int[] Lengths, byte[] Bytes)
{
    /// <summary>An element as a whole number.</summary>
    public int At(int index) => Type.Size switch
    {
        1 => Type.Signed ? unchecked((sbyte)Bytes[index]) : Bytes[index],
        2 => BinaryPrimitives.ReadInt16BigEndian(Bytes.AsSpan(2 * index)),
        _ => BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(4 * index)),
    };
}

/// <summary>A whole type of element.</summary>
/// <param name="Code">The third byte of a file.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="Signed">Whether it may be negative.</param>
internal sealed record IdxType(byte Code, int Size, bool Signed)
{
    /// <summary>Unsigned and signed bytes, and signed words of 16 and 32 bits. IDX has real numbers too, which are not read here.</summary>
    public static readonly IReadOnlyList<IdxType> All = [new(0x08, 1, false), new(0x09, 1, true), new(0x0B, 2, true), new(0x0C, 4, true)];
}

/// <summary>Reads an IDX file, plain or gzip; the first bytes tell which, not the name.</summary>
/// <remarks>The content goes straight into the one array that is returned. Every length is checked before memory is taken.</remarks>
internal static class IdxReader
{
    // Deflate packs at most 258 bytes in 2 bits: a gzip file cannot hold more than 1032 times its own length.
    private const long LargestRatio = 1032;

    // Other files that lie under these names: what they begin with, and what to do.
    private static readonly (uint Mask, uint Begin, string What)[] Others =
    [
        (0xFFFF0000, 0x504B0000, "a zip file; unpack it"),
        (0xFFFFFFFF, 0xFD377A58, "an xz file; unpack it"),
        (0xFFFFFF00, 0x425A6800, "a bzip2 file; unpack it"),
        (0xFF000000, 0x3C000000, "a page of the web, which a failed download leaves; fetch the file again"),
        (0xFFFFFFFF, 0x89504E47, "a picture; give a folder of pictures for each class instead"),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what"><c>images</c> or <c>labels</c>, for the errors.</param>
    /// <param name="usualMagic">The magic word that such files usually have.</param>
    /// <param name="accepts">Whether a type with so many dimensions can be what is wanted.</param>
    /// <exception cref="InvalidSettingException">The file is missing, damaged, does not fit in memory, or is no such file.</exception>
    public static IdxContent Read(string path, string what, uint usualMagic, Func<IdxType, int, bool> accepts)
    {
        using var file = PackedFile.Open(path);
        return PackedFile.Reading(path, () =>
        {
            var most = file.IsPacked ? file.Length * LargestRatio : file.Length;
            var (type, lengths) = ReadHead(file.Content, path, what, usualMagic, accepts);
            return new IdxContent(type, lengths, ReadContent(file.Content, path, type, lengths, most));
        });
    }

    private static (IdxType Type, int[] Lengths) ReadHead(
        Stream content, string path, string what, uint usualMagic, Func<IdxType, int, bool> accepts)
    {
        Span<byte> word = stackalloc byte[4];
        content.ReadExactly(word);
        var found = BinaryPrimitives.ReadUInt32BigEndian(word);
        var type = found >> 16 != 0 ? null : IdxType.All.FirstOrDefault(type => type.Code == (byte)(found >> 8));
        var dimensions = (int)(found & 0xFF);
        if (type is null || !accepts(type, dimensions))
        {
            throw new InvalidSettingException(
                Others.FirstOrDefault(other => (found & other.Mask) == other.Begin).What is { } other
                    ? $"{path} is no IDX file but {other}."
                    : $"{path} is no IDX file of {what}: it begins with 0x{found:x8} where 0x{usualMagic:x8} is expected; give the right file.");
        }

        var lengths = new int[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            content.ReadExactly(word);
            lengths[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            if (lengths[i] < 1)
            {
                throw new InvalidSettingException(
                    $"{path} declares {(lengths[i] == 0 ? "no" : "a damaged number of")} {(i == 0 ? what : "pixels")}; "
                        + "give a file with at least one of them.");
            }
        }

        return (type, lengths);
    }

    private static byte[] ReadContent(Stream content, string path, IdxType type, int[] lengths, long mostBytes)
    {
        // The product in floating point cannot wrap; below 2^53 it is exact.
        var size = lengths.Aggregate((double)type.Size, (product, length) => product * length);
        var declared = string.Create(CultureInfo.InvariantCulture, $"{string.Join(" x ", lengths)}{(type.Size > 1 ? $" x {type.Size}" : "")} bytes");
        if (size > mostBytes - 4 - (4 * lengths.Length))
        {
            throw new InvalidSettingException($"{path} declares {declared} and holds fewer; fetch or copy it again.");
        }

        var bytes = Memory.Take(size, path);
        content.ReadExactly(bytes);
        return content.ReadByte() < 0
            ? bytes
            : throw new InvalidSettingException($"{path} holds more than the {declared} that it declares; fetch or copy it again.");
    }
}
