using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Training.Runs;

/// <summary>
/// A network as an .npz that NumPy opens: W1 (pixels × cells) and b1 lead into the first hidden layer, W2 and b2 into the next layer, and so on; the
/// last pair leads to the classes.
/// </summary>
public static class WeightsFile
{
    /// <summary>Writes the weights.</summary>
    public static void Write(string path, NetworkWeights weights) => Npz.Write(path, Arrays(weights));

    /// <summary>Reads the weights of a weights file or of a checkpoint.</summary>
    /// <exception cref="InvalidSettingException">The file is missing or damaged.</exception>
    public static NetworkWeights Read(string path) => Of(Npz.Read(path));

    /// <summary>Reads the weights of a network for some images.</summary>
    /// <exception cref="InvalidSettingException">The file is missing or damaged, or the network is for other images.</exception>
    public static NetworkWeights Read(string path, DataSet data) => Fitting(Read(path), path, data);

    /// <summary>Reads the weights of a run for some images.</summary>
    /// <exception cref="InvalidSettingException">As for the run, or the network is for other images.</exception>
    public static NetworkWeights Read(string path, RunSettings run, DataSet data) => Fitting(Read(path, run), path, data);

    private static NetworkWeights Fitting(NetworkWeights weights, string path, DataSet data)
    {
        var (rows, columns, classes) = (data.Train.Rows, data.Train.Columns, data.Train.Classes);
        return weights.Pixels == rows * columns && weights.Classes >= classes
            ? weights
            : throw new InvalidSettingException(
                $"The network of {path} has {weights.Pixels} inputs and {weights.Classes} classes, "
                    + $"and the images have {rows}x{columns} pixels and {classes} classes; give the images that it was trained on.");
    }

    /// <summary>Reads the weights of a run.</summary>
    /// <exception cref="InvalidSettingException">The file is missing or damaged, or its hidden layers are not those of the run.</exception>
    public static NetworkWeights Read(string path, RunSettings run)
    {
        var weights = Read(path);
        return weights.Hidden.Equals(run.Training.Hidden) ? weights : throw new InvalidSettingException(
            $"The network of {path} has hidden layers of {weights.Hidden} units and its run's configuration {run.Training.Hidden}; "
                + "put back the weights that belong to the run.");
    }

    /// <summary>The arrays of a network.</summary>
    internal static KeyValuePair<string, NpyArray>[] Arrays(NetworkWeights weights) => [.. weights.Layers.SelectMany((layer, index) => Pair(index, layer))];

    /// <summary>The weights in an open file.</summary>
    internal static NetworkWeights Of(NpzFile file)
    {
        int[] outputs = [.. Enumerable.Range(0, CountLayers(file)).Select(layer => Finite(file, $"b{NumberOf(file, layer)}", -1).Length)];
        var first = Finite(file, "W1", -1, outputs[0]);
        if (first.Length == 0 || outputs.Contains(0))
        {
            throw new InvalidSettingException($"{file.Path} holds a network without cells, inputs or classes; give one that a training run wrote.");
        }

        var weights = new NetworkWeights(first.Length / outputs[0], new LayerSizes(outputs[..^1]), outputs[^1]);
        foreach (var (index, layer) in weights.Layers.Index())
        {
            var number = NumberOf(file, index);
            Finite(file, $"W{number}", layer.Inputs, layer.Outputs).CopyTo(layer.Values, 0);
            Finite(file, $"b{number}", layer.Outputs).CopyTo(layer.Bias, 0);
        }

        return weights;
    }

    /// <summary>The number of a layer, from 0, in a file's names.</summary>
    /// <remarks>Networks of one hidden layer called their output weights W3 before, as the paper does.</remarks>
    internal static int NumberOf(NpzFile file, int layer) => layer == 1 && IsFormer(file) ? 3 : layer + 1;

    private static float[] Finite(NpzFile file, string name, params int[] shape) => file.GetFinite<float>(name, Divergence.LargestWeight, shape);

    private static bool IsFormer(NpzFile file) => file.Has("W3") && !file.Has("W2");

    // At least two, so that a file without them is told which array it lacks.
    private static int CountLayers(NpzFile file) => IsFormer(file) ? 2
        : Math.Max(2, Enumerable.Range(1, LayerSizes.MostLayers + 1).TakeWhile(number => file.Has($"W{number}")).Count());

    private static KeyValuePair<string, NpyArray>[] Pair(int index, LayerWeights layer) =>
    [
        new($"W{index + 1}", NpyArray.Of(layer.Values, layer.Inputs, layer.Outputs)),
        new($"b{index + 1}", NpyArray.Of(layer.Bias)),
    ];
}
