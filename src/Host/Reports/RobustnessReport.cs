using System.Globalization;
using FhnHw.Host.Experiments.Robustness;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Reports;

/// <summary>The report of the experiments on imperfect cells.</summary>
internal static class RobustnessReport
{
    private static readonly string[] Head =
        ["", "transferred", "on the twin", "in the loop", "transferred, dropout", "on the twin, dropout", "in the loop, dropout"];

    // The order of the head's columns.
    private static readonly Origin[] Origins = [Origin.Transferred, Origin.Twin, Origin.InLoop];

    private static readonly bool[] Dropouts = [false, true];

    /// <summary>Puts the page together.</summary>
    public static ReportPage Of(RobustnessResult result, IReadOnlyList<ReportFact> facts) => new(
        "Imperfect cells, and what training in the loop makes of them", $"{result.Plan}.", facts,
        [.. result.Units.Select(sweep => Section(sweep.Key, sweep.Value, [.. result.Points.Where(point => point.Sweep == sweep.Key)]))]);

    private static ReportSection Section(string sweep, string unit, RobustnessPoint[] points) => new(
        char.ToUpperInvariant(sweep[0]) + sweep[1..],
        new ReportFigure(RobustnessFigure.Draw(sweep, unit, points)),
        new ReportTable(
            Paragraphs.Training.Say("robustness", ("unit", unit)),
            Head,
            [.. points.Select(point => point.Value).Distinct().Order().Select(value => Row(value, points))]));

    private static IReadOnlyList<string> Row(double value, RobustnessPoint[] points) =>
    [
        value.ToString("0.##", CultureInfo.InvariantCulture),
        .. from dropout in Dropouts
           from origin in Origins
           select Words(points.Single(point => point.Value == value && point.Origin == origin && point.Dropout == dropout).Votes),
    ];

    private static string Words(double[] votes) => votes.Length < 2
        ? ReportNumber.Of(votes.Mean())
        : $"{ReportNumber.Of(votes.Mean())} ± {ReportNumber.Of(votes.StandardDeviation())}";
}
