using System.Globalization;
using FhnHw.Host.Experiments.Growth;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>How the time grows with one size, on axes of powers of ten.</summary>
internal static class GrowthFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(GrowthCurve curve)
    {
        var plot = FigurePlot.Make(curve.Name, "seconds");
        double[] sizes = [.. curve.Points.Select(point => (double)point.Size)];
        var last = curve.Points[^1];
        double[] proportional = [.. sizes.Select(size => last.Seconds * size / last.Size)];
        FigurePlot.Line(plot, LogAxis.Of(sizes), LogAxis.Of(proportional), FigurePlot.Quiet, "in proportion", 1.5f, LinePattern.Dashed);
        FigurePlot.Points(plot, LogAxis.Of(sizes), LogAxis.Of(curve.Points.Select(point => point.Seconds)), FigurePlot.Series(0), "measured");
        LogAxis.Mark(plot.Axes.Bottom, sizes[0], sizes[^1]);
        LogAxis.Mark(plot.Axes.Left, Math.Min(proportional[0], curve.Points.Min(point => point.Seconds)) / 10, 10 * last.Seconds);
        FigurePlot.Legend(plot, Alignment.UpperLeft);
        var linear = curve.LinearFrom is { } size
            ? Paragraphs.Speed.Say("linear", ("size", size.ToString(CultureInfo.InvariantCulture)), ("name", curve.Name))
            : Paragraphs.Speed.Say("not-linear");
        return new Figure(
            $"growth-{curve.Name.Replace(' ', '-')}", $"Time against {curve.Name}",
            Paragraphs.Speed.Say("growth-figure", ("work", curve.Work), ("slope", Text(curve.LastSlope))) + " " + linear, plot, 320);
    }

    private static string Text(double slope) => slope.ToString("0.00", CultureInfo.InvariantCulture);
}
