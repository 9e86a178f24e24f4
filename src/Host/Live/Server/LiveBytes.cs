using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FhnHw.Host.Live.Server;

/// <summary>
/// How numbers go to a page: the length of a head, 32 bits; the head, JSON, filled with blanks to whole words of 32 bits; then arrays of numbers, each
/// filled to whole words too. All is little-endian, as a page's typed arrays are.
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

    /// <summary>Packs a head and arrays.</summary>
    public static byte[] Pack(Action<Utf8JsonWriter> head, params ReadOnlySpan<byte[]> arrays)
    {
        var json = Json(head);
        var length = Word + Whole(json.Length);
        foreach (var array in arrays)
        {
            length += Whole(array.Length);
        }

        var packed = new byte[length];
        BinaryPrimitives.WriteInt32LittleEndian(packed, Whole(json.Length));
        packed.AsSpan(Word, Whole(json.Length)).Fill((byte)' ');
        json.CopyTo(packed, Word);
        var at = Word + Whole(json.Length);
        foreach (var array in arrays)
        {
            array.CopyTo(packed, at);
            at += Whole(array.Length);
        }

        return packed;
    }

    /// <summary>The bytes of some numbers.</summary>
    public static byte[] Of<T>(ReadOnlySpan<T> numbers) where T : unmanaged => MemoryMarshal.AsBytes(numbers).ToArray();

    private static int Whole(int bytes) => (bytes + Word - 1) / Word * Word;
}
