using FhnHw.Host.Experiments.Noise;
using FhnHw.Host.Reports.Prose;
using MathNet.Numerics.Statistics;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Accuracy against the intensity of one kind of noise on hidden outputs.</summary>
internal static class HiddenNoiseFigure
{
    /// <summary>Draws one line for each noise that networks were trained with.</summary>
    /// <param name="tested">The kind.</param>
    /// <param name="points">All points under that kind.</param>
    /// <param name="training">D while training.</param>
    public static Figure Draw(string tested, IReadOnlyList<NoisePoint> points, double training)
    {
        var plot = Make("accuracy by the time-mean (%)", [.. points.Select(point => point.Intensity)]);
        plot.Add.VerticalLine(Math.Log10(training), 1.5f, FigurePlot.Quiet, LinePattern.Dotted);
        foreach (var (index, line) in points.GroupBy(point => point.Trained).Index())
        {
            double[] x = LogAxis.Of(line.Select(point => point.Intensity)), y = [.. line.Select(point => point.Means.Mean())];
            var own = line.Key == tested;
            FigurePlot.Points(
                plot, x, y, FigurePlot.Series(index), line.Key == "none" ? "trained without" : line.Key,
                own ? MarkerShape.FilledSquare : MarkerShape.FilledCircle, own ? 3 : 1.5f);
            if ((own || line.Key == "none") && line.All(point => point.Means.Length > 1))
            {
                plot.Add.ErrorBar(x, y, [.. line.Select(point => point.Means.StandardDeviation())]).Color = FigurePlot.Series(index);
            }
        }

        FigurePlot.Legend(plot, Alignment.LowerLeft);
        return new Figure(
            $"noise-{tested}", $"Tested under {tested} noise",
            Paragraphs.Noise.Say("figure", ("seeds", $"{points.Max(point => point.Means.Length)}")), plot);
    }

    /// <summary>Draws networks that were trained without noise, by vote, under every kind.</summary>
    public static Figure DrawVotes(IReadOnlyList<NoiseVotePoint> points)
    {
        var plot = Make("accuracy by vote (%)", [.. points.Select(point => point.Intensity)]);
        foreach (var (index, line) in points.GroupBy(point => point.Tested).Index())
        {
            var x = LogAxis.Of(line.Select(point => point.Intensity));
            FigurePlot.Points(plot, x, [.. line.Select(point => point.EachSample.Mean())], FigurePlot.Series(index), line.Key);
            FigurePlot.Points(
                plot, x, [.. line.Select(point => point.EachImage.Mean())], FigurePlot.Series(index), "", MarkerShape.OpenCircle);
            plot.GetPlottables<ScottPlot.Plottables.Scatter>().Last().LinePattern = LinePattern.Dashed;
        }

        FigurePlot.Legend(plot, Alignment.LowerLeft);
        return new Figure("noise-votes", "Votes under noise", Paragraphs.Noise.Say("votes-figure"), plot);
    }

    /// <summary>Draws pooling and ghosts, alone and together.</summary>
    /// <param name="trained">True for networks trained with the noise that they are tested under, false for those trained without.</param>
    /// <param name="points">Their points.</param>
    public static Figure DrawMitigations(bool trained, IReadOnlyList<MitigationPoint> points)
    {
        var plot = FigurePlot.Make("", "accuracy by the time-mean (%)");
        string[] tested = [.. points.Select(point => point.Tested).Distinct()];
        var (pool, ghosts) = (points.Max(point => point.Pool), points.Max(point => point.Ghosts));
        (int Pool, int Ghosts, string Words, int Colour)[] shown =
        [
            (1, 0, "single cells", 1), (pool, 0, $"pools of {pool}", 0), (1, ghosts, $"{ghosts} ghosts", 3), (pool, ghosts, "both", 2),
        ];
        FigurePlot.Bars(
            plot, [.. tested.Select(kind => kind.Replace("-", "\n", StringComparison.Ordinal).Replace(' ', '\n'))],
            [.. shown.Select(series => (series.Words,
                tested.Select(kind => points.Single(
                    point => (point.Tested, point.Pool, point.Ghosts) == (kind, series.Pool, series.Ghosts)).Means.Mean()).ToArray(),
                FigurePlot.Series(series.Colour)))]);
        FigurePlot.LegendBelow(plot);
        return new Figure(
            trained ? "noise-mitigation-trained" : "noise-mitigation",
            trained ? "Pooling and ghosts, networks trained with the noise" : "Pooling and ghosts, networks trained without noise",
            Paragraphs.Noise.Say("mitigation-figure"), plot, 400);
    }

    private static Plot Make(string y, double[] intensities)
    {
        var plot = FigurePlot.Make("noise intensity D; standard deviation √(2D)", y);
        LogAxis.Mark(plot.Axes.Bottom, intensities.Min(), intensities.Max());
        return plot;
    }
}
