using System.Buffers.Binary;
using System.Text.Json;

namespace FhnHw.Host.Live.Server;

/// <summary>
/// How numbers go to a page: the length of a head, 32 bits; the head, JSON, filled with blanks to whole words of 32 bits; then arrays of numbers, each
/// but the last filled to whole words too. All is little-endian, as a page's typed arrays are.
/// </summary>
internal static class LiveBytes
{
    private const int Word = 4;

    /// <summary>JSON in UTF-8, in one line.</summary>
    /// <param name="write">Writes the members of an object.</param>
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Packs a head and up to two arrays.</summary>
    public static byte[] Pack(Action<Utf8JsonWriter> head, ReadOnlySpan<byte> first = default, ReadOnlySpan<byte> second = default)
    {
        var json = Json(head);
        var (begin, middle) = (Word + Whole(json.Length), Word + Whole(json.Length) + Whole(first.Length));
        var packed = new byte[middle + second.Length];
        BinaryPrimitives.WriteInt32LittleEndian(packed, Whole(json.Length));
        packed.AsSpan(Word, Whole(json.Length)).Fill((byte)' ');
        json.CopyTo(packed, Word);
        first.CopyTo(packed.AsSpan(begin));
        second.CopyTo(packed.AsSpan(middle));
        return packed;
    }

    private static int Whole(int bytes) => (bytes + Word - 1) / Word * Word;
}
