using System.Buffers.Binary;
using System.IO.Compression;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>
/// Reads and writes single IDX files, plain or gzip; the first bytes of a file tell which, not its name.
/// </summary>
/// <remarks>The content goes straight into the one array that is returned. Every length is checked before memory is taken.</remarks>
public static class IdxFile
{
    // Deflate packs at most 258 bytes in 2 bits: a gzip file cannot hold more than 1032 times its own length.
    private const long LargestRatio = 1032;

    /// <summary>Reads images.</summary>
    /// <param name="path">The file.</param>
    /// <returns>count × rows × columns bytes and the three lengths, each at least 1.</returns>
    /// <exception cref="InvalidSettingException">The file is missing, damaged, or no image file.</exception>
    public static (byte[] Pixels, int Count, int Rows, int Columns) ReadImages(string path)
    {
        var (bytes, lengths) = Read(path, IdxFormat.ImagesMagic, 3, "images");
        return (bytes, lengths[0], lengths[1], lengths[2]);
    }

    /// <summary>Reads labels.</summary>
    /// <param name="path">The file.</param>
    /// <returns>One byte an image, at least one.</returns>
    /// <exception cref="InvalidSettingException">The file is missing, damaged, or no label file.</exception>
    public static byte[] ReadLabels(string path) => Read(path, IdxFormat.LabelsMagic, 1, "labels").Bytes;

    /// <summary>Writes images.</summary>
    /// <param name="path">The file.</param>
    /// <param name="set">What to write.</param>
    /// <param name="compress">Pack with gzip; the caller chooses the name.</param>
    /// <exception cref="InvalidSettingException">The file cannot be written.</exception>
    public static void WriteImages(string path, ImageSet set, bool compress) =>
        Write(path, IdxFormat.HeadOfImages(set), set.Pixels, compress);

    /// <summary>Writes labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="set">What to write.</param>
    /// <param name="compress">Pack with gzip; the caller chooses the name.</param>
    /// <exception cref="InvalidSettingException">The file cannot be written.</exception>
    public static void WriteLabels(string path, ImageSet set, bool compress) =>
        Write(path, IdxFormat.HeadOfLabels(set), set.Labels, compress);

    private static void Write(string path, byte[] head, byte[] content, bool compress) => AtomicFile.Write(path, file =>
    {
        if (!compress)
        {
            file.Write(head);
            file.Write(content);
            return;
        }

        using var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        packed.Write(head);
        packed.Write(content);
    });

    private static (byte[] Bytes, int[] Lengths) Read(string path, uint magic, int dimensions, string what)
    {
        try
        {
            using var file = File.OpenRead(path);
            var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            if (!packed)
            {
                return Read(file, path, magic, dimensions, what, file.Length);
            }

            using var content = new Crc32Stream(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true));
            var read = Read(content, path, magic, dimensions, what, file.Length * LargestRatio);
            CheckTrailer(file, content);
            return read;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidSettingException($"There is no file {path}; check the path.", error);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidSettingException($"{path} is a damaged gzip file; fetch or copy it again.", error);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidSettingException($"{path} ends too early; fetch or copy it again.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{path} cannot be read ({error.Message.TrimEnd('.')}); check its permissions.", error);
        }
    }

    private static (byte[] Bytes, int[] Lengths) Read(
        Stream content, string path, uint magic, int dimensions, string what, long mostBytes)
    {
        var lengths = ReadHead(content, path, magic, dimensions, what);
        return (ReadContent(content, path, lengths, mostBytes - 4 - (4 * dimensions)), lengths);
    }

    // GZipStream neither reports a missing trailer nor always a wrong one. A file of one member, as gzip writes it,
    // ends in CRC-32 and length of its content, little-endian.
    private static void CheckTrailer(FileStream file, Crc32Stream content)
    {
        Span<byte> trailer = stackalloc byte[8];
        file.Position = Math.Max(0, file.Length - trailer.Length);
        file.ReadExactly(trailer);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != content.Crc
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != unchecked((uint)content.Count))
        {
            throw new InvalidDataException();
        }
    }

    private static int[] ReadHead(Stream content, string path, uint magic, int dimensions, string what)
    {
        Span<byte> word = stackalloc byte[4];
        content.ReadExactly(word);
        var found = BinaryPrimitives.ReadUInt32BigEndian(word);
        if (found != magic)
        {
            throw new InvalidSettingException(
                $"{path} is no IDX file of {what}: it begins with 0x{found:x8} where 0x{magic:x8} is expected; give the right file.");
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

        return lengths;
    }

    private static byte[] ReadContent(Stream content, string path, int[] lengths, long mostBytes)
    {
        // The product in floating point cannot wrap; below 2^53 it is exact.
        var size = lengths.Aggregate(1.0, (product, length) => product * length);
        if (size > mostBytes || size > Array.MaxLength)
        {
            throw new InvalidSettingException(
                $"{path} declares {string.Join(" x ", lengths)} bytes and holds fewer; fetch or copy it again.");
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)size);
        content.ReadExactly(bytes);
        return content.ReadByte() < 0
            ? bytes
            : throw new InvalidSettingException(
                $"{path} holds more than the {string.Join(" x ", lengths)} bytes that it declares; fetch or copy it again.");
    }
}
