using System.Text.Json;
using FhnHw.Host.Experiments.Robustness;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Tests;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Tests.Experiments.Tasks;

public sealed class TaskFileTests : IDisposable
{
    private static readonly TaskRecord Record = new("a task", 1.5, "cpu", "here", "fhnhw", DateTime.UnixEpoch);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_number_comes_back_to_the_bit()
    {
        var weights = NetworkWeights.Draw(9, new LayerSizes(5, 3), 4, 7);
        weights.Output.Bias[1] = float.Epsilon;
        weights.Output.Bias[2] = -0f;
        var written = new TrainedNetwork(weights, new Accuracy(100.0 / 3, double.Epsilon, [double.NaN, 0.1, -0.0]));
        TaskFile.Write(_folder["a.json"], "key", written, Record);
        Assert.True(TaskFile.TryRead(_folder["a.json"], "key", out var content));
        var read = content!.Value.Result.Deserialize<TrainedNetwork>(TaskJson.Style)!;
        Assert.Equal(Record, content.Value.Record);
        Assert.Equal(Bits(weights), Bits(read.Weights));
        Assert.Equal((written.Test.Vote, written.Test.Mean), (read.Test.Vote, read.Test.Mean));
        Assert.Equal(written.Test.PerClass.Select(BitConverter.DoubleToInt64Bits), read.Test.PerClass.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void A_file_that_is_cut_short_or_has_one_wrong_byte_is_not_used()
    {
        TaskFile.Write(_folder["a.json"], "key", new[] { 1.25, 2 }, Record);
        var whole = File.ReadAllBytes(_folder["a.json"]);
        for (var at = 0; at < whole.Length; at++)
        {
            File.WriteAllBytes(_folder["cut.json"], whole[..at]);
            var isWhole = at == whole.Length - 1; // the line's end alone is missing
            Assert.True(TaskFile.TryRead(_folder["cut.json"], "key", out _) == isWhole, $"cut behind {at} bytes");
            byte[] changed = [.. whole];
            changed[at] ^= 2;
            File.WriteAllBytes(_folder["changed.json"], changed);
            Assert.False(TaskFile.TryRead(_folder["changed.json"], "key", out _), $"another byte at {at}");
        }
    }

    [Fact]
    public void A_file_that_is_missing_is_no_result_and_no_damage()
    {
        Assert.True(TaskFile.TryRead(_folder["none.json"], "key", out var content));
        Assert.Null(content);
    }

    private static int[] Bits(NetworkWeights weights) =>
        [.. weights.Layers.SelectMany(layer => layer.Values.Concat(layer.Bias)).Select(BitConverter.SingleToInt32Bits)];
}
