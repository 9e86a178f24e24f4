using ScottPlot;

namespace FhnHw.Host.Reports.Figures.Compare;

/// <summary>
/// Draws formats on boards as points: a marker for each board and array, a name for each format, a line through those that none other beats
/// in both.
/// </summary>
internal static class CostScatter
{
    /// <summary>Draws them on a logarithmic horizontal axis.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="points">The points, at least one.</param>
    /// <param name="x">What stands on the horizontal axis, above 0.</param>
    /// <param name="y">What stands on the vertical axis.</param>
    /// <param name="front">Those that none other beats, in the order of the line.</param>
    public static void Draw(Plot plot, CostPoint[] points, Func<CostPoint, double> x, Func<CostPoint, double> y, CostPoint[] front)
    {
        var kinds = points.GroupBy(point => (point.Cost.Board, point.Cost.Parallel)).ToArray();
        for (var s = 0; s < kinds.Length; s++)
        {
            var (board, parallel) = kinds[s].Key;
            var markers = plot.Add.Markers(
                LogAxis.Of(kinds[s].Select(x)), [.. kinds[s].Select(y)],
                parallel ? MarkerShape.FilledCircle : MarkerShape.FilledSquare, 10, FigurePlot.Series(s));
            markers.LegendText = $"{board}, {(parallel ? "parallel" : "lanes")}";
        }

        // One label for a format's lanes and one for its parallel arrays, after the last of the boards.
        foreach (var point in points.GroupBy(point => (point.Format.Name, point.Cost.Parallel)).Select(same => same.MaxBy(x)!))
        {
            var label = plot.Add.Text(point.Format.Name, Math.Log10(x(point)), y(point));
            label.LabelFontColor = FigurePlot.Ink;
            label.LabelFontSize = 11;
            label.OffsetX = 7;
            label.OffsetY = -7;
        }

        FigurePlot.Line(
            plot, LogAxis.Of(front.Select(x)), [.. front.Select(y)], FigurePlot.Quiet, "nothing is better in both", 1.3f, LinePattern.Dashed);
        var (least, most) = (points.Min(x), points.Max(x));
        LogAxis.Mark(plot.Axes.Bottom, least / 1.3, most * 1.4);
        plot.Axes.SetLimitsX(Math.Log10(least / 1.3), Math.Log10(most * 1.8));
        FigurePlot.LegendBelow(plot);
    }

    /// <summary>Of points in order of worth on one axis, best first, those that are better on the other than all before them.</summary>
    /// <param name="points">The points, best first.</param>
    /// <param name="worth">Worth on the other axis; more is better.</param>
    public static CostPoint[] Front(IEnumerable<CostPoint> points, Func<CostPoint, double> worth)
    {
        var best = double.NegativeInfinity;
        return [.. points.Where(point =>
        {
            var better = worth(point) > best;
            best = Math.Max(best, worth(point));
            return better;
        })];
    }
}
