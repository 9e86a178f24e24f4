using FhnHw.Host.Boards;
using FhnHw.Host.Experiments.Compare;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures.Compare;

/// <summary>Accuracy against logic: one point a format, array and board.</summary>
internal static class ParetoFigure
{
    // Percentage points above and below, so that what seeds do does not look like a difference.
    private const double Margin = 0.3;

    /// <summary>Draws it; the formats' accuracies are those of the same comparison.</summary>
    public static Figure Draw(CompareResult result)
    {
        var plot = FigurePlot.Make("logic cells for each neuron-step a clock, link included", "right answers by vote, in the loop (%)");
        var points = Points(result);
        var kinds = points.GroupBy(point => (point.Cost.Board, point.Cost.Parallel)).ToArray();
        for (var s = 0; s < kinds.Length; s++)
        {
            var (board, parallel) = kinds[s].Key;
            var markers = plot.Add.Markers(
                LogAxis.Of(kinds[s].Select(point => point.Logic)), [.. kinds[s].Select(point => point.Accuracy)],
                parallel ? MarkerShape.FilledCircle : MarkerShape.FilledSquare, 10, FigurePlot.Series(s));
            markers.LegendText = $"{board}, {(parallel ? "parallel" : "lanes")}";
        }

        // One label for a format's lanes and one for its parallel arrays, behind the dearer of the boards.
        foreach (var point in points.GroupBy(point => (point.Format, point.Cost.Parallel)).Select(same => same.MaxBy(point => point.Logic)))
        {
            var label = plot.Add.Text(point.Format, Math.Log10(point.Logic), point.Accuracy);
            label.LabelFontColor = FigurePlot.Ink;
            label.LabelFontSize = 11;
            label.OffsetX = 7;
            label.OffsetY = -7;
        }

        var front = Front(points);
        FigurePlot.Line(plot, LogAxis.Of(front.Select(point => point.Logic)), [.. front.Select(point => point.Accuracy)], FigurePlot.Quiet, "nothing is better in both", 1.3f, LinePattern.Dashed);
        var (least, most) = (points.Min(point => point.Logic), points.Max(point => point.Logic));
        LogAxis.Mark(plot.Axes.Bottom, least / 1.3, most * 1.4);
        plot.Axes.SetLimitsX(Math.Log10(least / 1.3), Math.Log10(most * 1.8));
        plot.Axes.SetLimitsY(points.Min(point => point.Accuracy) - Margin, points.Max(point => point.Accuracy) + Margin);
        FigurePlot.LegendBelow(plot);
        return new Figure(
            "pareto", "Accuracy against logic",
            "Each point is the largest array of a format (W:e:k) that was placed and routed on a board: its logic cells, link and control included, by the neuron-steps that it makes in a clock. Lanes may use multipliers and block RAM beside. Accuracies nearer to each other than 0.3 points are equal: another seed moves them as far.",
            plot, 460);
    }

    /// <summary>Formats, arrays and boards that have both an accuracy and a cost.</summary>
    private static (string Format, HardwareCost Cost, double Logic, double Accuracy)[] Points(CompareResult result) =>
    [
        .. from row in result.Costs
           where row.Cost.Largest is not null
           let format = result.Formats.FirstOrDefault(format => format.Name == row.Format)
           where format is not null
           select (row.Format, row.Cost, (double)row.Cost.Largest!.Used(SizeTrial.LogicCell) / row.Cost.Largest.Lanes, format.LoopVote),
    ];

    /// <summary>True where there is a point to draw.</summary>
    public static bool Fits(CompareResult result) => Points(result).Length > 0;

    // From the cheapest on, each that is more accurate than all cheaper ones.
    private static (string Format, HardwareCost Cost, double Logic, double Accuracy)[] Front(
        (string Format, HardwareCost Cost, double Logic, double Accuracy)[] points)
    {
        var best = double.NegativeInfinity;
        return [.. points.OrderBy(point => point.Logic).Where(point =>
        {
            var better = point.Accuracy > best;
            best = Math.Max(best, point.Accuracy);
            return better;
        })];
    }
}
