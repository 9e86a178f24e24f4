using System.Security.Cryptography;
using System.Text;

namespace FhnHw.Files;

/// <summary>
/// A file of a cache: a line with the form's version and a checksum, a line with the key that it was kept under, then the content. A file that is
/// damaged, of another version or of another key is as good as none: what it held is made again.
/// </summary>
public static class KeptFile
{
    private const string Form = "fhnhw-kept-1";

    /// <summary>Keeps content; a cache that cannot be written keeps nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">All that the content depends on.</param>
    /// <param name="content">The content.</param>
    public static void Write(string path, string key, ReadOnlyMemory<byte> content)
    {
        try
        {
            AtomicFile.Write(path, stream =>
            {
                stream.Write(Head(key, content.Span));
                stream.Write(content.Span);
            });
        }
        catch (UnusableFileException)
        {
            // The next process makes it again.
        }
    }

    /// <summary>What was kept; null where nothing was, or nothing whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The key that it must have.</param>
    public static byte[]? Read(string path, string key)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var length = Head(key, []).Length;
            return bytes.Length >= length && bytes.AsSpan(0, length).SequenceEqual(Head(key, bytes.AsSpan(length))) ? bytes[length..] : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[] Head(string key, ReadOnlySpan<byte> content)
    {
        key = key.ReplaceLineEndings(" ");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(key + "\n"));
        hash.AppendData(content);
        return Encoding.UTF8.GetBytes($"{Form} {Convert.ToHexStringLower(hash.GetHashAndReset())}\n{key}\n");
    }
}
