using System.Text.Json;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Noise;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Reports.Noise;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Host.Tests.Experiments.Tasks;
using FhnHw.Host.Tests.Reports;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Data;
using FhnHw.Training.Network;

namespace FhnHw.Host.Tests.Experiments.Noise;

public class NoiseStudyTests
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
        using var folder = new TemporaryFolder();
        using var study = Study(Plan);
        var run = new SweepRun(study, new TaskResults(new SweepFolder(folder.Path)), study.Stages.SelectMany(stage => stage.Tasks), "test");
        Assert.Equal(1 + (2 * (6 + 5)), run.Missing);
        run.Run((_, _) => { }, CancellationToken.None);
        var result = study.Result(new TaskResults(new SweepFolder(folder.Path)));

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
        StudyPage.ShouldSay(new NoiseJson(result, StudyProvenance.Of(["noise"], [result.Device])), "200/100 balanced images of ", "1 to 2");
    }

    [Fact]
    public void Every_setting_of_the_plan_changes_keys()
    {
        string[] keys = Keys(Plan);
        var ways = Changed.Ways(Plan).ToArray();
        Assert.Equal(12, ways.Length);
        Assert.All(ways, way => Assert.False(Keys((NoisePlan)way.Value).SequenceEqual(keys), way.Name));
        Assert.Equal(keys, Keys(Plan with { Seeds = 3 }).Intersect(keys));
    }

    private static NoiseStudy Study(NoisePlan plan) => new(array => new CpuArray(array), BuiltInDigits.Generate(300, 150, 3), plan);

    private static string[] Keys(NoisePlan plan)
    {
        using var study = Study(plan);
        return [.. study.Stages.SelectMany(stage => stage.Tasks).Select(task => task.Key)];
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
