using System.Text.Json;
using FhnHw.Host.Experiments.Noise;
using FhnHw.Host.Reports.Noise;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Cpu;
using FhnHw.Training.Data;
using FhnHw.Training.Network;

namespace FhnHw.Host.Tests.Experiments.Noise;

public class NoiseRunTests
{
    private static readonly NoisePlan Plan = NoisePlan.Short(1, 2) with
    {
        TrainImages = 200,
        TestImages = 100,
        Record = 5,
        Tests = [1, 10],
        Mitigations = [(1, 0), (3, 0), (1, 2), (3, 2)],
        MismatchPools = [1, 2],
    };

    [Fact]
    public void Every_network_is_tested_under_every_kind_and_a_report_shows_it()
    {
        var run = new NoiseRun(array => new CpuArray(array), BuiltInDigits.Generate(300, 150, 3), Plan);
        var told = new List<long>();
        var result = run.Run((done, _) => told.Add(done), CancellationToken.None);

        Assert.Equal(run.Work, told.Count);
        Assert.Equal(2 * 5 * (1 + (4 * 2)), result.Points.Length);
        Assert.Equal((2 * 4 * 2, 2 * 5 * 4, 2, 6), (result.Votes.Length, result.Mitigations.Length, result.Pools.Length, result.Gains.Length));
        Assert.All(result.Points, point => Assert.Equal(2, point.Means.Length));

        // One row of the table is the same measurement as one column of the other.
        MitigationPoint Of(string tested, int pool, int ghosts) =>
            result.Mitigations.Single(point => (point.Trained, point.Tested, point.Pool, point.Ghosts) == ("none", tested, pool, ghosts));
        var clean = result.Points.Single(point => (point.Units, point.Trained, point.Tested) == ("cells", "none", "none")).Means;
        Assert.Equal(clean, Of("additive-correlated", 1, 2).Means); // all of it is removed
        Assert.Equal(Of("additive-correlated", 1, 0).Means, Of("additive-correlated", 3, 0).Means);

        var page = NoiseReport.Of(JsonSerializer.Deserialize<NoiseResult>(JsonSerializer.Serialize(result, JsonFile.Style), JsonFile.Style)!, []);
        Assert.Equal(
            ["noise-additive", "noise-additive-correlated", "noise-multiplicative", "noise-multiplicative-correlated", "noise-votes",
                "noise-mitigation", "noise-mitigation-trained"],
            page.Figures.Select(figure => figure.Name));
    }

    [Fact]
    public void An_intensity_that_is_trained_with_is_tested_too() =>
        Assert.Equal([0.5, 1, 10], Plan.TrainedAt(0.5).Tests);

    [Fact]
    public void Correlated_noise_moves_outputs_by_the_sums_of_their_weights_and_uncorrelated_noise_by_the_norm()
    {
        var output = new LayerWeights(3, 2);
        float[] first = [1, 2, -3], second = [0, 1, 1];
        for (var unit = 0; unit < 3; unit++)
        {
            (output.Values[unit * 2], output.Values[(unit * 2) + 1]) = (first[unit], second[unit]);
        }

        var (correlated, uncorrelated) = OutputNoise.Of(output);
        Assert.Equal(2, correlated, 1e-6); // 0 - 2
        Assert.Equal(Math.Sqrt(1 + 1 + 16), uncorrelated, 1e-6);
    }
}
