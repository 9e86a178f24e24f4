using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FhnHw.Files;

/// <summary>
/// The head of a .npy file (NumPy's numpy.lib.format): magic, version, length, and a Python dictionary as text, padded so that
/// the elements begin at a multiple of 64 bytes. Version 1.0 is written, 1.0 to 3.0 are read.
/// </summary>
/// <param name="Type">The element type.</param>
/// <param name="Shape">Length of each dimension.</param>
/// <param name="BigEndian">True where the bytes of each element stand in the other order than in memory.</param>
internal sealed partial record NpyHeader(NpyType Type, IReadOnlyList<int> Shape, bool BigEndian = false)
{
    private const int Alignment = 64, PrefixV1 = 10, LongestText = 65536;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>How many elements there are.</summary>
    public long Count => Shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>The head as bytes.</summary>
    public byte[] ToBytes()
    {
        var shape = Shape.Count == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{{'descr': '{Type.Descriptor}', 'fortran_order': False, 'shape': {shape}, }}");
        var length = (PrefixV1 + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var bytes = new byte[length];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), checked((ushort)(length - PrefixV1)));
        Encoding.ASCII.GetBytes(text.PadRight(length - PrefixV1 - 1) + "\n").CopyTo(bytes, PrefixV1);
        return bytes;
    }

    /// <summary>Reads a head; the stream then stands at the first element.</summary>
    /// <param name="stream">The .npy file.</param>
    /// <param name="place">Its name, for the errors.</param>
    /// <exception cref="UnusableFileException">It is no .npy head, or of a kind that is not read here.</exception>
    /// <exception cref="EndOfStreamException">The file ends in the head.</exception>
    public static NpyHeader Read(Stream stream, string place)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        if (!start[..6].SequenceEqual(Magic) || start[6] is < 1 or > 3)
        {
            throw new UnusableFileException($"{place} is no NumPy array of version 1 to 3; save it again with numpy.savez.");
        }

        Span<byte> size = stackalloc byte[4];
        size.Clear();
        stream.ReadExactly(size[..(start[6] == 1 ? 2 : 4)]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > LongestText)
        {
            throw Damaged(place);
        }

        var text = new byte[length];
        stream.ReadExactly(text);
        return Parse(Encoding.UTF8.GetString(text), place);
    }

    private static NpyHeader Parse(string text, string place)
    {
        var descriptor = Descriptor().Match(text);
        var order = Order().Match(text);
        var shape = Dimensions().Match(text);
        if (!descriptor.Success || !order.Success || !shape.Success)
        {
            throw new UnusableFileException(
                $"{place} is described by a head that is not read here; save it as a plain array of numbers.");
        }

        var bigEndian = descriptor.Groups[1].Value.StartsWith('>');
        var type = NpyType.Of(bigEndian ? "<" + descriptor.Groups[1].Value[1..] : descriptor.Groups[1].Value, place);
        var lengths = new List<int>();
        foreach (var word in shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            lengths.Add(int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Damaged(place));
        }

        if (order.Groups[1].Value == "True" && lengths.Count > 1)
        {
            throw new UnusableFileException(
                $"{place} is in Fortran order; save it in C order with numpy.ascontiguousarray.");
        }

        // Every partial product is bounded, so that Count cannot wrap.
        var count = lengths.Aggregate(1.0, (product, length) => product * Math.Max(1, length));
        return count <= Array.MaxLength ? new NpyHeader(type, lengths, bigEndian) : throw Damaged(place);
    }

    private static UnusableFileException Damaged(string place) =>
        new($"{place} has a damaged head; write or copy the file again.");

    [GeneratedRegex(@"'descr':\s*'([^']*)'")]
    private static partial Regex Descriptor();

    [GeneratedRegex(@"'fortran_order':\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)")]
    private static partial Regex Dimensions();
}
