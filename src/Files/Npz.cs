using System.IO.Compression;

namespace FhnHw.Files;

/// <summary>
/// Named arrays in one file, as NumPy's <c>savez</c> and <c>savez_compressed</c> write it: a zip of .npy files. Equal arrays
/// give equal bytes, since no time is stored.
/// </summary>
public static class Npz
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Deflate packs at most 258 bytes in 2 bits: no honest entry is larger than 1032 times its packed size.
    private const long LargestRatio = 1032;

    /// <summary>Writes arrays, in their order, by <see cref="AtomicFile"/>.</summary>
    /// <param name="path">The file, usually ending in .npz.</param>
    /// <param name="arrays">Name (without .npy) and array.</param>
    /// <param name="compress">Deflate the entries; traces shrink, weights hardly do.</param>
    /// <exception cref="UnusableFileException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NpyArray>> arrays, bool compress = false) =>
        AtomicFile.Write(path, stream => Write(stream, arrays, compress));

    /// <summary>Writes arrays to a stream.</summary>
    /// <param name="stream">Written from where it stands; left open.</param>
    /// <param name="arrays">Name (without .npy) and array.</param>
    /// <param name="compress">Deflate the entries.</param>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, NpyArray>> arrays, bool compress = false)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in arrays)
        {
            var entry = zip.CreateEntry(name + ".npy", compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = NoTime;
            using var content = entry.Open();
            content.Write(new NpyHeader(array.Type, array.Shape).ToBytes());
            content.Write(array.Bytes());
        }
    }

    /// <summary>Reads every array of a file.</summary>
    /// <exception cref="UnusableFileException">The file is missing, damaged, or holds what is not read here.</exception>
    public static NpzFile Read(string path)
    {
        try
        {
            using var stream = InputFile.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableFileException($"There is no file {path}; check the path.", error);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or OverflowException)
        {
            throw Damaged(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UnusableFileException($"{path} cannot be read ({error.Message.TrimEnd('.')}); check its permissions.", error);
        }
    }

    /// <summary>The names of a file's arrays, without reading them; null where it cannot be read.</summary>
    public static IReadOnlyList<string>? NamesIn(string path)
    {
        try
        {
            InputFile.Check(path);
            using var zip = ZipFile.OpenRead(path);
            return [.. zip.Entries.Select(entry => entry.FullName).Where(IsArray).Select(name => name[..^4])];
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException or UnusableFileException)
        {
            return null;
        }
    }

    private static bool IsArray(string name) => name.EndsWith(".npy", StringComparison.Ordinal);

    private static NpzFile Read(Stream stream, string path)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        var words = new Dictionary<string, string[]?>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(entry => IsArray(entry.FullName)))
        {
            var name = entry.FullName[..^4];
            if (arrays.ContainsKey(name) || words.ContainsKey(name))
            {
                throw Damaged(path, null);
            }

            Read(entry, path, $"The array '{name}' of {path}", array => arrays[name] = array, text => words[name] = text);
        }

        return new NpzFile(path, arrays, words);
    }

    // Much text is nothing that is read here: that there is some is all that is kept of it.
    private static void Read(ZipArchiveEntry entry, string path, string place, Action<NpyArray> takeNumbers, Action<string[]?> takeWords)
    {
        using var content = new Crc32Stream(entry.Open());
        var header = NpyHeader.Read(content, place);
        if (content.Count + (header.Count * header.Type.Size) != entry.Length || entry.Length > entry.CompressedLength * LargestRatio + 1024)
        {
            throw Damaged(path, null);
        }

        if (header.Type.IsText && header.Count * header.Type.Size > NpyWords.MostBytes)
        {
            takeWords(null);
            return;
        }

        var array = NpyArray.Zeros(
            header.Type.IsText ? NpyType.Of(typeof(byte)) : header.Type, [.. header.Shape], (int)(header.Count * (header.Type.IsText ? header.Type.Size : 1)));
        content.ReadExactly(array.Bytes());
        if (content.ReadByte() >= 0 || content.Crc != entry.Crc32)
        {
            throw Damaged(path, null);
        }

        if (header.Type.IsText)
        {
            takeWords(NpyWords.Of(array.Bytes(), header, place));
            return;
        }

        if (header.BigEndian)
        {
            array.Turn();
        }

        takeNumbers(array);
    }

    private static UnusableFileException Damaged(string path, Exception? cause)
    {
        var message = $"{path} is damaged or is no .npz file; write or copy it again, or give another.";
        return cause is null ? new UnusableFileException(message) : new UnusableFileException(message, cause);
    }
}
