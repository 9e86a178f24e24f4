using FhnHw.Host.Experiments.Noise;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Reports.Noise;

/// <summary>What the papers found, beside what was measured here.</summary>
internal static class NoiseFindings
{
    /// <summary>One row a finding.</summary>
    public static ReportTable Of(NoiseResult result)
    {
        var gains = NoisePlan.Kinds.ToDictionary(kind => kind, kind => Trained(result, kind, kind) - Trained(result, "none", kind));
        var (pool, ghosts) = (result.Mitigations.Max(point => point.Pool), result.Mitigations.Max(point => point.Ghosts));
        var gain = result.Gains.ToDictionary(point => point.Trained);
        return new ReportTable(Paragraphs.Noise.Say("findings-table"), ["finding", "source", "here"],
        [
            [
                "Networks trained with noise stand it better", "Kolesnikov and Semenova 2025",
                string.Join("; ", NoisePlan.Kinds.Take(3).Select(kind => $"{kind} {ReportNumber.Change(gains[kind])} points")),
            ],
            [
                "Training with multiplicative correlated noise changes next to nothing", "Kolesnikov and Semenova 2025",
                $"{ReportNumber.Change(gains[NoisePlan.Kinds[3]])} points",
            ],
            [
                "Pooling is effective against uncorrelated noise", "Semenova and Brunner 2024",
                $"pools of {pool}: additive {Change(result, "additive", pool, 0)} points, multiplicative {Change(result, "multiplicative", pool, 0)}",
            ],
            [
                "Pooling does nothing against correlated noise", "follows from the mean",
                $"additive {Change(result, "additive-correlated", pool, 0)} points",
            ],
            [
                "Ghosts suppress additive correlated noise", "Semenova and Brunner 2022, 2024",
                $"{ghosts} ghosts: {Change(result, "additive-correlated", 1, ghosts)} points",
            ],
            [
                "Ghosts and pooling together", "Semenova and Brunner 2022",
                $"both additive kinds at once: {Change(result, "both additive", pool, ghosts)} points; ghosts alone "
                + $"{Change(result, "both additive", 1, ghosts)}, pools alone {Change(result, "both additive", pool, 0)}",
            ],
            [
                "The mean of the weights behind a layer carries additive correlated noise on, the mean of their squares uncorrelated noise",
                "Kolesnikov and Semenova, CNN, 2025",
                $"training with it divides the one by {ReportNumber.Of(Ratio(gain, "additive-correlated", point => point.Correlated))}, the other by "
                + ReportNumber.Of(Ratio(gain, "additive", point => point.Uncorrelated)),
            ],
        ]);
    }

    private static double Trained(NoiseResult result, string trained, string tested) => result.Points.Single(point =>
        (point.Units, point.Trained, point.Tested, point.Intensity) == ("cells", trained, tested, result.Training)).Means.Mean();

    private static string Change(NoiseResult result, string tested, int pool, int ghosts)
    {
        double Of(int cells, int others) => result.Mitigations.Single(point =>
            (point.Trained, point.Tested, point.Pool, point.Ghosts) == ("none", tested, cells, others)).Means.Mean();
        return ReportNumber.Change(Of(pool, ghosts) - Of(1, 0));
    }

    private static double Ratio(Dictionary<string, NoiseGain> gains, string trained, Func<NoiseGain, double[]> take) =>
        take(gains["none"]).Mean() / take(gains[trained]).Mean();
}
