using System.Globalization;
using FhnHw.Host.Experiments.Noise;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Hidden.Units;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Reports.Noise;

/// <summary>The report of the experiments with noise on hidden outputs.</summary>
internal static class NoiseReport
{
    /// <summary>Puts the page together.</summary>
    public static ReportPage Of(NoiseResult result, IReadOnlyList<ReportFact> facts) => new(
        "Noise on hidden outputs: training with it, pooled cells, ghost cells", $"{Paragraphs.Noise.Say("lead")} {result.Plan}.", facts,
        [
            new("Findings", new ReportText(Paragraphs.Noise.Say("findings")), NoiseFindings.Of(result)),
            new("Training with noise", [
                new ReportText(Paragraphs.Noise.Say("model")),
                Table("cells", result),
                .. NoisePlan.Kinds.Select(kind => new ReportFigure(HiddenNoiseFigure.Draw(
                    kind, [.. result.Points.Where(point => point.Units == "cells" && point.Tested == kind)], result.Training))),
                new ReportText(Paragraphs.Noise.Say(
                    "scaled", ("intensity", Number(result.Training)), ("share", ReportNumber.Of(100 * PositiveShare(result.Training))))),
                Table("sigmoids", result),
                Gains(result),
            ]),
            new("By vote",
                new ReportText(Paragraphs.Noise.Say("votes")),
                new ReportFigure(HiddenNoiseFigure.DrawVotes([.. result.Votes.Where(point => point.Trained == "none")])),
                Votes(result)),
            new("Pooling and ghosts",
                new ReportText(Paragraphs.Noise.Say("mitigation", ("ghost", ReportNumber.Of(result.Ghost, 3)))),
                new ReportFigure(HiddenNoiseFigure.DrawMitigations(false, [.. result.Mitigations.Where(point => point.Trained == "none")])),
                new ReportFigure(HiddenNoiseFigure.DrawMitigations(true, [.. result.Mitigations.Where(point => point.Trained != "none")])),
                Mitigations(result)),
            new("Pooling cells that differ", Pools(result)),
        ]);

    /// <summary>Mean over seeds, and the standard deviation where there are several.</summary>
    public static string Words(double[] values) => values.Length < 2
        ? ReportNumber.Of(values.Mean())
        : $"{ReportNumber.Of(values.Mean())} ± {ReportNumber.Of(values.StandardDeviation())}";

    private static ReportTable Table(string units, NoiseResult result)
    {
        NoisePoint[] points = [.. result.Points.Where(point => point.Units == units)];
        return new ReportTable(
            units == "cells"
                ? Paragraphs.Noise.Say("cells-table", ("intensity", Number(result.Training)))
                : Paragraphs.Noise.Say("sigmoids-table", ("intensity", Number(result.Training))),
            ["trained with", "no noise", .. NoisePlan.Kinds],
            [.. points.GroupBy(point => point.Trained).Select(line => (IReadOnlyList<string>)
            [
                line.Key, Words(line.Single(point => point.Tested == "none").Means),
                .. NoisePlan.Kinds.Select(kind => Words(line.Single(point => point.Tested == kind && point.Intensity == result.Training).Means)),
            ])]);
    }

    private static ReportTable Gains(NoiseResult result) => new(
        Paragraphs.Noise.Say("gains"), ["trained with", "correlated", "uncorrelated"],
        [.. result.Gains.Select(gain => (IReadOnlyList<string>)[gain.Trained, Words(gain.Correlated), Words(gain.Uncorrelated)])]);

    private static ReportTable Votes(NoiseResult result) => new(
        Paragraphs.Noise.Say("votes-table"),
        ["noise", "D", "ξ a sample", "ξ an image", "trained with it: ξ a sample", "ξ an image"],
        [
            .. from point in result.Votes
               where point.Trained == "none"
               let trained = result.Votes.Single(
                   other => (other.Trained, other.Tested, other.Intensity) == (point.Tested, point.Tested, point.Intensity))
               select (IReadOnlyList<string>)
               [
                   point.Tested, Number(point.Intensity), Words(point.EachSample), Words(point.EachImage), Words(trained.EachSample),
                   Words(trained.EachImage),
               ],
        ]);

    private static ReportTable Mitigations(NoiseResult result)
    {
        var ways = result.Mitigations.Select(point => (point.Pool, point.Ghosts)).Distinct().ToArray();
        return new ReportTable(
            Paragraphs.Noise.Say("mitigation-table", ("intensity", Number(result.Mitigated)), ("training", Number(result.Training))),
            ["tested under, trained with", .. ways.Select(way => $"pool {way.Pool}, ghosts {way.Ghosts}")],
            [.. result.Mitigations.GroupBy(point => (point.Tested, point.Trained)).OrderBy(line => line.Key.Tested, StringComparer.Ordinal).Select(
                line => (IReadOnlyList<string>)[$"{line.Key.Tested}, {line.Key.Trained}", .. line.Select(point => Words(point.Means))])]);
    }

    private static ReportTable Pools(NoiseResult result) => new(
        Paragraphs.Noise.Say("pools", ("mismatch", Number(result.Mismatch))), ["cells of a unit", "by vote", "by the time-mean"],
        [.. result.Pools.Select(point => (IReadOnlyList<string>)[$"{point.Pool}", Words(point.Votes), Words(point.Means)])]);

    // Of standard normal ξ with 1 + √(2D) ξ > 0.
    private static double PositiveShare(double intensity) => Normal.CDF(0, 1, 1 / HiddenNoise.Deviation(intensity));

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
