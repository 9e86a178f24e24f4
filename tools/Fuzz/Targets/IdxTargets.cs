using FhnHw.Fuzz.Mutation;
using FhnHw.Training.Data;

namespace FhnHw.Fuzz.Targets;

/// <summary>IDX files of images or labels, plain and packed.</summary>
internal sealed class IdxTarget(bool images) : FileTarget(
    images ? "idx-images" : "idx-labels", $"IDX files of {(images ? "images" : "labels")}, plain and gzip", "file")
{
    /// <inheritdoc/>
    protected override long BytesEach => 4 * 1032; // deflate's largest ratio

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var compress in (bool[])[false, true])
        {
            yield return Written(path => IdxFile.WriteImages(path, Samples.Images(), compress));
            yield return Written(path => IdxFile.WriteLabels(path, Samples.Images(), compress));
        }

        yield return [0, 0, 0x0C, 2, 0, 0, 0, 2, 0, 0, 0, 3, .. new byte[24]]; // rows of eight words, as QMNIST's
    }

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) => GzipMutation.IsPacked(input)
        ? GzipMutation.Mutate(input, random, inner => IdxMutation.Mutate(inner, random))
        : IdxMutation.Mutate(input, random);

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        if (images)
        {
            var (pixels, count, rows, columns) = IdxFile.ReadImages(path);
            Require(pixels.LongLength == (long)count * rows * columns && count > 0, "images of other sizes than are told");
        }
        else
        {
            Require(IdxFile.ReadLabels(path).Length > 0, "no labels");
        }
    }
}

/// <summary>gzip files, member by member.</summary>
internal sealed class GzipTarget() : FileTarget("gzip", "gzip files of several members", "file.gz")
{
    /// <inheritdoc/>
    protected override long BytesEach => 64;

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        var one = GzipMutation.Pack("one member"u8);
        yield return one;
        yield return [.. one, .. GzipMutation.Pack(new byte[5000])];
        yield return [.. one, .. new byte[512]];
    }

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) =>
        GzipMutation.Mutate(input, random, inner => ByteMutation.Mutate(inner, random));

    /// <inheritdoc/>
    public override bool Refuses(Exception error) => error is InvalidDataException or EndOfStreamException;

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        using var file = File.OpenRead(path);
        if (!Files.GzipMemberStream.IsGzip(file))
        {
            return;
        }

        using var content = new Files.GzipMemberStream(file);
        var buffer = new byte[8192];
        while (content.Read(buffer) > 0)
        {
        }
    }
}
