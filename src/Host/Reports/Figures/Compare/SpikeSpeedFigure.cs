using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures.Compare;

/// <summary>How true the spikes are against how many images a second go through the board: one point a format, array and board.</summary>
internal static class SpikeSpeedFigure
{
    private const double Margin = 0.08;

    /// <summary>Draws it; the formats' trace errors are those of the same comparison.</summary>
    public static Figure Draw(CompareResult result)
    {
        var plot = FigurePlot.Make("images a second, every one through the board", "trace error against double (units of x)");
        var points = Points(result);
        var front = CostScatter.Front(points.OrderByDescending(point => point.Cost.Images), point => -point.Format.TraceError);
        CostScatter.Draw(plot, points, point => point.Cost.Images, point => point.Format.TraceError, front);
        plot.Axes.SetLimitsY(-Margin, points.Max(point => point.Format.TraceError) + Margin);
        return new Figure(
            "pareto-spikes", "True spikes against speed",
            Paragraphs.Compare.Say("pareto-spikes"),
            plot, 460);
    }

    /// <summary>True where there is a point to draw.</summary>
    public static bool Fits(CompareResult result) => Points(result).Length > 0;

    private static CostPoint[] Points(CompareResult result) =>
        [.. CostPoint.Of(result).Where(point => double.IsFinite(point.Format.TraceError) && point.Cost.Images > 0)];
}
