using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Training.Runs;

/// <summary>A network with its optimiser at the end of an epoch, as an .npz that NumPy opens.</summary>
public static class Checkpoint
{
    /// <summary>Arrays W1 (pixels × hidden), b1, W3 (hidden × classes), b3; with Adam's running means and counters.</summary>
    /// <param name="path">The file.</param>
    /// <param name="weights">The network.</param>
    /// <param name="adam">The optimiser.</param>
    /// <param name="epoch">The last whole epoch.</param>
    /// <param name="cells">The state of the cells.</param>
    public static void Write(string path, NetworkWeights weights, AdamState adam, int epoch, CellsAt cells) => Npz.Write(path,
    [
        .. Arrays(weights),
        .. Arrays("W1", adam.W1), .. Arrays("b1", adam.B1), .. Arrays("W3", adam.W3), .. Arrays("b3", adam.B3),
        new("adam.steps", NpyArray.Scalar(adam.Steps)),
        new("epoch", NpyArray.Scalar(epoch)),
        new("cells.trials", NpyArray.Scalar((long)cells.Trials)),
        new("cells.memory", NpyArray.Of(cells.Memory)),
    ]);

    /// <summary>The weights alone.</summary>
    public static void WriteWeights(string path, NetworkWeights weights) => Npz.Write(path, Arrays(weights));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>Weights, optimiser, the last whole epoch, and the state of the cells.</returns>
    /// <exception cref="InvalidSettingException">The file is missing, damaged or of another network.</exception>
    public static (NetworkWeights Weights, AdamState Adam, int Epoch, CellsAt Cells) Read(string path)
    {
        var file = Npz.Read(path);
        var weights = WeightsOf(file);
        var adam = new AdamState(weights) { Steps = NotNegative(file, "adam.steps", file.Get<long>("adam.steps")) };
        Fill(file, "W1", adam.W1);
        Fill(file, "b1", adam.B1);
        Fill(file, "W3", adam.W3);
        Fill(file, "b3", adam.B3);
        return (weights, adam, (int)NotNegative(file, "epoch", Array.ConvertAll(file.Get<int>("epoch"), number => (long)number)), CellsOf(file));
    }

    /// <summary>The state of the cells when a run ended; the initial one where the folder has no checkpoint.</summary>
    public static CellsAt ReadCells(string path) => File.Exists(path) ? CellsOf(Npz.Read(path)) : CellsAt.Start;

    /// <summary>Reads the weights of a checkpoint or of a weights file.</summary>
    /// <exception cref="InvalidSettingException">The file is missing or damaged.</exception>
    public static NetworkWeights ReadWeights(string path) => WeightsOf(Npz.Read(path));

    /// <summary>Reads the weights of a network for some images.</summary>
    /// <exception cref="InvalidSettingException">The file is missing or damaged, or the network is for other images.</exception>
    public static NetworkWeights ReadWeights(string path, DataSet data)
    {
        var weights = ReadWeights(path);
        var (rows, columns, classes) = (data.Train.Rows, data.Train.Columns, data.Train.Classes);
        return weights.Pixels == rows * columns && weights.Classes >= classes
            ? weights
            : throw new InvalidSettingException(
                $"The network of {path} has {weights.Pixels} inputs and {weights.Classes} classes, "
                    + $"and the images have {rows}x{columns} pixels and {classes} classes; give the images that it was trained on.");
    }

    // Early checkpoints, which knew ideal cells only, have no numbers of trials.
    private static CellsAt CellsOf(NpzFile file) => file.Has("cells.trials")
        ? new CellsAt(
            (uint)Math.Min(uint.MaxValue, NotNegative(file, "cells.trials", file.Get<long>("cells.trials"))), file.Get<long>("cells.memory", -1))
        : CellsAt.Start;

    private static NetworkWeights WeightsOf(NpzFile file)
    {
        var (b1, b3) = (Finite(file, "b1", -1), Finite(file, "b3", -1));
        var w1 = Finite(file, "W1", -1, b1.Length);
        if (w1.Length == 0 || b3.Length == 0)
        {
            throw new InvalidSettingException($"{file.Path} holds a network without cells, inputs or classes; give one that a training run wrote.");
        }

        var weights = new NetworkWeights(w1.Length / b1.Length, b1.Length, b3.Length);
        w1.CopyTo(weights.W1Values, 0);
        b1.CopyTo(weights.B1, 0);
        Finite(file, "W3", b1.Length, b3.Length).CopyTo(weights.W3Values, 0);
        b3.CopyTo(weights.B3, 0);
        return weights;
    }

    private static KeyValuePair<string, NpyArray>[] Arrays(NetworkWeights weights) =>
    [
        new("W1", NpyArray.Of(weights.W1Values, weights.Pixels, weights.Hidden)),
        new("b1", NpyArray.Of(weights.B1)),
        new("W3", NpyArray.Of(weights.W3Values, weights.Hidden, weights.Classes)),
        new("b3", NpyArray.Of(weights.B3)),
    ];

    private static KeyValuePair<string, NpyArray>[] Arrays(string name, Adam adam) =>
    [
        new($"adam.mean.{name}", NpyArray.Of(adam.Mean)),
        new($"adam.square.{name}", NpyArray.Of(adam.Square)),
    ];

    private static void Fill(NpzFile file, string name, Adam adam)
    {
        file.GetFinite<float>($"adam.mean.{name}", float.MaxValue, adam.Mean.Length).CopyTo(adam.Mean, 0);
        file.GetFinite<float>($"adam.square.{name}", float.MaxValue, adam.Square.Length).CopyTo(adam.Square, 0);
    }

    private static float[] Finite(NpzFile file, string name, params int[] shape) => file.GetFinite<float>(name, Divergence.LargestWeight, shape);

    private static long NotNegative(NpzFile file, string name, long[] numbers) => numbers is [>= 0 and var number]
        ? number
        : throw new UnusableFileException($"{file.Path} holds no number in {name}, or a negative one; write or copy the file again.");
}
