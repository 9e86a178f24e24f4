using System.Text;

namespace FhnHw.Files;

/// <summary>Words of fixed length in an array of NumPy's, each filled up with zeros: in UTF-32, or in bytes, which are taken as UTF-8.</summary>
internal static class NpyWords
{
    /// <summary>Arrays of more text are not read.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Takes the words out of an array's elements.</summary>
    /// <param name="elements">All elements, as the file has them.</param>
    /// <param name="header">The array's head.</param>
    /// <param name="place">Its name, for the error.</param>
    /// <exception cref="UnusableFileException">The bytes are no text.</exception>
    public static string[] Of(ReadOnlySpan<byte> elements, NpyHeader header, string place)
    {
        Encoding encoding = header.Type.IsUnicode
            ? new UTF32Encoding(header.BigEndian, byteOrderMark: false, throwOnInvalidCharacters: true)
            : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var words = new string[header.Count];
        try
        {
            for (var n = 0; n < words.Length; n++)
            {
                words[n] = encoding.GetString(elements.Slice(n * header.Type.Size, header.Type.Size)).TrimEnd('\0');
            }
        }
        catch (DecoderFallbackException error)
        {
            throw new UnusableFileException($"{place} holds text that is none; write or copy the file again.", error);
        }

        return words;
    }
}
