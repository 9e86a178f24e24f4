using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Training.Tests.Runs;

public sealed class WeightsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "weights.npz");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("3", "W1 b1 W2 b2")]
    [InlineData("3,5", "W1 b1 W2 b2 W3 b3")]
    [InlineData("3,5,2", "W1 b1 W2 b2 W3 b3 W4 b4")]
    public void Layers_are_numbered_from_the_image_on(string hidden, string names)
    {
        var weights = NetworkWeights.Draw(6, LayerSizes.Parse(hidden), 4, 1);
        WeightsFile.Write(File, weights);
        var file = Npz.Read(File);
        Assert.All(names.Split(' '), name => Assert.True(file.Has(name)));
        Assert.True(weights.EqualTo(WeightsFile.Read(File)));
    }

    [Fact]
    public void A_file_of_before_that_calls_its_output_weights_W3_is_read()
    {
        var weights = NetworkWeights.Draw(6, 3, 4, 1);
        Npz.Write(File,
        [
            new("W1", NpyArray.Of(weights.First.Values, 6, 3)), new("b1", NpyArray.Of(weights.First.Bias)),
            new("W3", NpyArray.Of(weights.Output.Values, 3, 4)), new("b3", NpyArray.Of(weights.Output.Bias)),
        ]);
        Assert.True(weights.EqualTo(WeightsFile.Read(File)));
    }

    [Fact]
    public void A_checkpoint_of_before_is_continued()
    {
        var weights = NetworkWeights.Draw(6, 3, 4, 1);
        float[] Means(int count, float value) => [.. Enumerable.Repeat(value, count)];
        KeyValuePair<string, NpyArray>[] Adam(string name, int count, float value) =>
            [new($"adam.mean.{name}", NpyArray.Of(Means(count, value))), new($"adam.square.{name}", NpyArray.Of(Means(count, value + 0.5f)))];
        Npz.Write(File,
        [
            new("W1", NpyArray.Of(weights.First.Values, 6, 3)), new("b1", NpyArray.Of(weights.First.Bias)),
            new("W3", NpyArray.Of(weights.Output.Values, 3, 4)), new("b3", NpyArray.Of(weights.Output.Bias)),
            .. Adam("W1", 18, 1), .. Adam("b1", 3, 2), .. Adam("W3", 12, 3), .. Adam("b3", 4, 4),
            new("adam.steps", NpyArray.Scalar(7L)), new("epoch", NpyArray.Scalar(2)),
            new("cells.trials", NpyArray.Scalar(9L)), new("cells.memory", NpyArray.Of(new long[] { 5, 6 })),
        ]);

        var (read, adam, epoch, cells, _) = Checkpoint.Read(File);

        Assert.True(weights.EqualTo(read));
        Assert.Equal((7L, 2), (adam.Steps, epoch));
        Assert.Equal([1f, 3f], adam.Layers.Select(layer => layer.Values.Mean[0]));
        Assert.Equal([2.5f, 4.5f], adam.Layers.Select(layer => layer.Bias.Square[0]));
        Assert.Equal((9u, 2), (cells.Single().Trials, cells.Single().Memory.Length));
    }

    [Fact]
    public void A_layer_that_does_not_follow_from_the_one_before_is_refused()
    {
        var weights = NetworkWeights.Draw(6, LayerSizes.Parse("3,5"), 4, 1);
        Npz.Write(File,
        [
            .. WeightsFile.Arrays(weights).Where(array => array.Key is not ("W2" or "b2")),
            new("W2", NpyArray.Of(new float[20], 4, 5)), new("b2", NpyArray.Of(new float[5])),
        ]);
        Assert.Contains("W2", Assert.Throws<UnusableFileException>(() => WeightsFile.Read(File)).Message);
    }

    [Fact]
    public void The_state_of_each_layers_cells_is_kept()
    {
        var weights = NetworkWeights.Draw(6, LayerSizes.Parse("3,5"), 4, 1);
        Checkpoint.Write(File, weights, new AdamState(weights), 1, [new CellsAt(11, [1, 2, 3]), new CellsAt(12, [])]);
        Assert.Equal([11u, 12u], Checkpoint.ReadCells(File, 2).Select(cells => cells.Trials));
        Assert.Equal([3, 0], Checkpoint.ReadCells(File, 2).Select(cells => cells.Memory.Length));
    }
}
