using System.IO.Compression;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Reads and writes single IDX files, plain or gzip; the first bytes of a file tell which, not its name.</summary>
internal static class IdxFile
{
    /// <summary>Reads images.</summary>
    /// <param name="path">The file: unsigned bytes in three dimensions, or in two, an image a row.</param>
    /// <returns>count × rows × columns bytes and the three lengths, each at least 1.</returns>
    /// <exception cref="InvalidSettingException">The file is missing, damaged, or no image file.</exception>
    public static (byte[] Pixels, int Count, int Rows, int Columns) ReadImages(string path)
    {
        var content = IdxReader.Read(path, "images", IdxFormat.ImagesMagic, (type, dimensions) => type.Code == 0x08 && dimensions is 2 or 3);
        var lengths = content.Lengths;
        var (rows, columns) = lengths.Length == 3 ? (lengths[1], lengths[2]) : PixelGrid.OfRow(lengths[1]);
        return (content.Bytes, lengths[0], rows, columns);
    }

    /// <summary>Reads labels.</summary>
    /// <param name="path">The file: whole numbers, one an image, or a row an image whose first is the class, as QMNIST has them.</param>
    /// <returns>One byte an image, at least one.</returns>
    /// <exception cref="InvalidSettingException">The file is missing, damaged, no label file, or has a label that is no byte.</exception>
    public static byte[] ReadLabels(string path)
    {
        var content = IdxReader.Read(path, "labels", IdxFormat.LabelsMagic, (_, dimensions) => dimensions is 1 or 2);
        if (content is { Type: { Size: 1, Signed: false }, Lengths.Length: 1 })
        {
            return content.Bytes;
        }

        var row = content.Lengths.Length == 1 ? 1 : content.Lengths[1];
        var labels = new byte[content.Lengths[0]];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = Label.Of(content.At(i * row), path);
        }

        return labels;
    }

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
}
