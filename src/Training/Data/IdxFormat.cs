using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FhnHw.Training.Data;

/// <summary>
/// The IDX format of MNIST: a magic word, one big-endian 32-bit length a dimension, then unsigned bytes.
/// </summary>
internal static class IdxFormat
{
    /// <summary>Magic words: unsigned bytes in three dimensions (count, rows, columns), and in one (count).</summary>
    public const uint ImagesMagic = 0x00000803, LabelsMagic = 0x00000801;

    /// <summary>Bytes before the first pixel, and before the first label.</summary>
    public const int ImagesHead = 16, LabelsHead = 8;

    /// <summary>The head of an image file.</summary>
    public static byte[] HeadOfImages(ImageSet set) => Head(ImagesMagic, set.Count, set.Rows, set.Columns);

    /// <summary>The head of a label file.</summary>
    public static byte[] HeadOfLabels(ImageSet set) => Head(LabelsMagic, set.Count);

    /// <summary>SHA-256 of the unpacked image file, lower-case hexadecimal.</summary>
    public static string HashOfImages(ImageSet set) => Hash(HeadOfImages(set), set.Pixels);

    /// <summary>SHA-256 of the unpacked label file, lower-case hexadecimal.</summary>
    public static string HashOfLabels(ImageSet set) => Hash(HeadOfLabels(set), set.Labels);

    /// <summary>First 16 digits of the SHA-256 over the four unpacked files, one after the other.</summary>
    public static string Fingerprint(ImageSet train, ImageSet test) => FingerprintAndHash(train, test).Fingerprint;

    /// <summary>The fingerprint, and on the way to it the hash of the first file, the training images, which are most of the bytes.</summary>
    public static (string Fingerprint, string TrainImages) FingerprintAndHash(ImageSet train, ImageSet test)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(HeadOfImages(train));
        hash.AppendData(train.Pixels);
        var trainImages = Convert.ToHexStringLower(hash.GetCurrentHash());
        foreach (var part in (byte[][])[HeadOfLabels(train), train.Labels, HeadOfImages(test), test.Pixels, HeadOfLabels(test), test.Labels])
        {
            hash.AppendData(part);
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset())[..16], trainImages);
    }

    private static byte[] Head(uint magic, params ReadOnlySpan<int> lengths)
    {
        var head = new byte[4 + (4 * lengths.Length)];
        BinaryPrimitives.WriteUInt32BigEndian(head, magic);
        for (var i = 0; i < lengths.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + (4 * i)), lengths[i]);
        }

        return head;
    }

    private static string Hash(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
