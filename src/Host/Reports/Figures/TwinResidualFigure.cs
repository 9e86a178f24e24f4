using FhnHw.Host.Experiments.Calibration;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures;

/// <summary>How near the twin is to the device, cell by cell.</summary>
internal static class TwinResidualFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(CalibrationResult result)
    {
        var plot = FigurePlot.Make("cell", "twin less device (units of x)");
        double[] numbers = [.. Enumerable.Range(0, result.Residuals.Length).Select(cell => (double)cell)];
        plot.Add.Markers(numbers, result.Residuals, ScottPlot.MarkerShape.FilledCircle, 6, FigurePlot.Series(0)).LegendText = "twin";
        var limit = plot.Add.HorizontalLine(result.Repeatability.Rms, 1.5f, FigurePlot.Ink, ScottPlot.LinePattern.Dashed);
        limit.LegendText = "the device against itself";
        plot.Axes.SetLimitsY(0, 1.5 * Math.Max(result.Residuals.Max(), result.Repeatability.Rms));
        FigurePlot.Legend(plot);
        return new Figure(
            "residuals", "What the twin misses",
            Paragraphs.Calibration.Say("residuals"),
            plot, 320);
    }
}
