using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Runs;

/// <summary>The state of a run at the end of an epoch: what it needs to continue to the same bits.</summary>
/// <param name="Weights">The network.</param>
/// <param name="Adam">The optimiser.</param>
/// <param name="Epoch">The last whole epoch.</param>
/// <param name="Cells">The state of the cells, one a hidden layer.</param>
/// <param name="Best">The best epoch so far; null where none was evaluated.</param>
public sealed record RunState(NetworkWeights Weights, AdamState Adam, int Epoch, IReadOnlyList<CellsAt> Cells, BestEpoch? Best);

/// <summary>A network with its optimiser at the end of an epoch, as an .npz that NumPy opens.</summary>
public static class Checkpoint
{
    /// <summary>Writes the arrays of the weights, Adam's running means and counters, and the state of each layer's cells.</summary>
    /// <param name="path">The file.</param>
    /// <param name="weights">The network.</param>
    /// <param name="adam">The optimiser.</param>
    /// <param name="epoch">The last whole epoch.</param>
    /// <param name="cells">The state of the cells, one a hidden layer.</param>
    /// <param name="best">The best epoch so far; null where none was evaluated.</param>
    public static void Write(
        string path, NetworkWeights weights, AdamState adam, int epoch, IReadOnlyList<CellsAt> cells, BestEpoch? best = null) => Npz.Write(path,
    [
        .. WeightsFile.Arrays(weights),
        .. adam.Layers.SelectMany((layer, index) => Arrays(index, layer)),
        new("adam.steps", NpyArray.Scalar(adam.Steps)),
        new("epoch", NpyArray.Scalar(epoch)),
        .. cells.SelectMany((layer, index) => Arrays(index, layer)),
        .. best is null ? [] : new KeyValuePair<string, NpyArray>[]
        {
            new("best.epoch", NpyArray.Scalar(best.Epoch)), new("best.percent", NpyArray.Of([best.Vote, best.Mean])),
        },
    ]);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidSettingException">The file is missing, damaged or of another network.</exception>
    public static RunState Read(string path)
    {
        var file = Npz.Read(path);
        var weights = WeightsFile.Of(file);
        var adam = new AdamState(weights) { Steps = NotNegative(file, "adam.steps", file.Get<long>("adam.steps")) };
        foreach (var (index, layer) in adam.Layers.Index())
        {
            var number = WeightsFile.NumberOf(file, index);
            Fill(file, $"W{number}", layer.Values);
            Fill(file, $"b{number}", layer.Bias);
        }

        return new RunState(weights, adam, EpochOf(file, "epoch"), CellsOf(file, weights.Hidden.Count), BestOf(file));
    }

    private static BestEpoch? BestOf(NpzFile file) => file.Has("best.epoch") && file.GetFinite<double>("best.percent", 100, 2) is [var vote, var mean]
        ? new BestEpoch(EpochOf(file, "best.epoch"), vote, mean)
        : null;

    /// <summary>The state of the cells when a run ended; the initial one where the folder has no checkpoint.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="layers">Hidden layers of its network.</param>
    public static IReadOnlyList<CellsAt> ReadCells(string path, int layers) =>
        File.Exists(path) ? CellsOf(Npz.Read(path), layers) : [.. Enumerable.Repeat(CellsAt.Start, layers)];

    private static CellsAt[] CellsOf(NpzFile file, int layers) => [.. Enumerable.Range(0, layers).Select(layer => CellsOfLayer(file, layer))];

    // Checkpoints of one layer had these arrays without a number before, and the earliest, which knew ideal cells only, had none.
    private static CellsAt CellsOfLayer(NpzFile file, int layer)
    {
        var (trials, memory) = file.Has(Trials(layer)) ? (Trials(layer), Memory(layer)) : ("cells.trials", "cells.memory");
        return file.Has(trials) && (layer == 0 || trials == Trials(layer))
            ? new CellsAt((uint)Math.Min(uint.MaxValue, NotNegative(file, trials, file.Get<long>(trials))), file.Get<long>(memory, -1))
            : CellsAt.Start;
    }

    private static string Trials(int layer) => $"cells{layer + 1}.trials";

    private static string Memory(int layer) => $"cells{layer + 1}.memory";

    private static KeyValuePair<string, NpyArray>[] Arrays(int layer, CellsAt cells) =>
    [
        new(Trials(layer), NpyArray.Scalar((long)cells.Trials)),
        new(Memory(layer), NpyArray.Of(cells.Memory)),
    ];

    private static KeyValuePair<string, NpyArray>[] Arrays(int layer, AdamLayer adam) =>
    [
        .. Arrays($"W{layer + 1}", adam.Values), .. Arrays($"b{layer + 1}", adam.Bias),
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

    private static int EpochOf(NpzFile file, string name) =>
        (int)NotNegative(file, name, Array.ConvertAll(file.Get<int>(name), number => (long)number));

    private static long NotNegative(NpzFile file, string name, long[] numbers) => numbers is [>= 0 and var number]
        ? number
        : throw new UnusableFileException($"{file.Path} holds no number in {name}, or a negative one; write or copy the file again.");
}
