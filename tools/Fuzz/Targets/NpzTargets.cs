using FhnHw.Files;
using FhnHw.Fuzz.Mutation;
using FhnHw.Training.Data;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Fuzz.Targets;

/// <summary>A target that reads a zip of .npy files.</summary>
internal abstract class NpzTarget(string name, string about) : FileTarget(name, about, "file.npz")
{
    /// <inheritdoc/>
    protected override long BytesEach => 12 * 1032; // deflate's largest ratio, and the numbers in other types

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) => ZipMutation.Mutate(input, random, inner => NpyMutation.Mutate(inner, random));

    /// <summary>The bytes of a file.</summary>
    protected static byte[] Npz(bool compress, params (string Name, NpyArray Array)[] arrays)
    {
        using var stream = new MemoryStream();
        Files.Npz.Write(stream, arrays.Select(array => KeyValuePair.Create(array.Name, array.Array)), compress);
        return stream.ToArray();
    }

    /// <summary>Says that a number which is none was taken.</summary>
    protected static void RequireFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            Require(float.IsFinite(value), "a number that is not finite was taken");
        }
    }
}

/// <summary>Arrays of every type, by name.</summary>
internal sealed class ArraysTarget() : NpzTarget("npz", "npz files: the zip, its entries, the heads and numbers of their arrays")
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        (string, NpyArray)[] arrays =
        [
            ("a", NpyArray.Of(new float[6], 2, 3)), ("b", NpyArray.Of(new double[] { 1, 2 })), ("c", NpyArray.Of(new byte[4], 4)),
            ("d", NpyArray.Scalar(7L)), ("e", NpyArray.Of(new ushort[8], 2, 2, 2)), ("f", NpyArray.Of(new bool[3])),
        ];
        yield return Npz(false, arrays);
        yield return Npz(true, arrays);
        yield return Npz(true, ("zeros", NpyArray.Of(new float[50_000])));
    }

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        _ = Files.Npz.NamesIn(path);
        var file = Files.Npz.Read(path);
        foreach (var name in file.Names.ToArray())
        {
            var numbers = file[name].ToDoubles();
            Require(numbers.Length == file[name].Shape.Aggregate(1L, (product, length) => product * length), "another number of elements than the shape's");
        }
    }
}

/// <summary>The weights of a network.</summary>
internal sealed class WeightsTarget() : NpzTarget("weights", "weights.npz of networks of one and of several layers")
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds() =>
    [
        Written(path => WeightsFile.Write(path, Samples.Weights(4))), Written(path => WeightsFile.Write(path, Samples.Weights(5, 3, 2))),
    ];

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        foreach (var layer in WeightsFile.Read(path).Layers)
        {
            RequireFinite(layer.Values);
            RequireFinite(layer.Bias);
        }
    }
}

/// <summary>Checkpoints.</summary>
internal sealed class CheckpointTarget() : NpzTarget("checkpoint", "checkpoint.npz: weights, Adam, the state of cells, the best epoch")
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var hidden in (int[][])[[4], [3, 2]])
        {
            var weights = Samples.Weights(hidden);
            yield return Written(path => Checkpoint.Write(
                path, weights, new AdamState(weights), 3, Samples.Cells(hidden.Length), hidden.Length == 1 ? null : new BestEpoch(2, 90, 91)));
        }
    }

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        var state = Checkpoint.Read(path);
        _ = Checkpoint.ReadCells(path, state.Weights.Hidden.Count);
        Require(state.Epoch >= 0 && state.Cells.Count == state.Weights.Hidden.Count, "an epoch or cells that cannot be");
        Require(state.Best is null || (double.IsFinite(state.Best.Vote) && double.IsFinite(state.Best.Mean)), "a best epoch that is not finite was taken");
        foreach (var layer in state.Weights.Layers)
        {
            RequireFinite(layer.Values);
        }
    }
}

/// <summary>Images and labels in one .npz file, as Keras has them.</summary>
internal sealed class NpzSetTarget() : NpzTarget("npz-set", "npz files of images and labels")
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        var set = Samples.Images();
        yield return Npz(
            false, ("x_train", NpyArray.Of(set.Pixels, 6, 4, 5)), ("y_train", NpyArray.Of(set.Labels)), ("x_test", NpyArray.Of(set.Pixels, 6, 4, 5)),
            ("y_test", NpyArray.Of(set.Labels)));
        float[] grey = [.. set.Pixels.Select(pixel => pixel / 255f)];
        long[] labels = [.. set.Labels.Select(label => (long)label)];
        yield return Npz(
            true, ("train_images", NpyArray.Of(grey, 6, 20)), ("train_labels", NpyArray.Of(labels, 6, 1)), ("test_images", NpyArray.Of(grey, 6, 20)),
            ("test_labels", NpyArray.Of(labels)));
        var colours = new byte[2 * 3 * 3 * 4];
        yield return Npz(
            true, ("x_train", NpyArray.Of(colours, 2, 3, 3, 4)), ("y_train", NpyArray.Of(labels[..2])), ("x_val", NpyArray.Of(colours, 2, 3, 3, 4)),
            ("y_val", NpyArray.Of(labels[1..3])));
    }

    /// <inheritdoc/>
    protected override void Read(string path) => Require(DataPlace.Read(path).Train.Count > 0, "a set without images");
}
