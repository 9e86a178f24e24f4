using FhnHw.Host.Experiments.Calibration;

namespace FhnHw.Host.Reports.Figures;

/// <summary>The measured response of every cell.</summary>
internal static class ResponseFanFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(CalibrationResult result)
    {
        var plot = FigurePlot.Make("current I (no unit)", "time-mean of x (no unit)");
        foreach (var response in result.Responses)
        {
            FigurePlot.Line(plot, result.Currents, response, FigurePlot.Series(0).WithAlpha(0.35), width: 1);
        }

        FigurePlot.Line(plot, result.Currents, [.. result.Currents.Select(current => -current)], FigurePlot.Ink, "-I, as the model has it", 2, ScottPlot.LinePattern.Dashed);
        FigurePlot.Legend(plot);
        return new Figure(
            "responses", "Response of every cell",
            $"One line a cell: the mean of {result.Repeats} trials of each of {result.Currents.Length} currents. An offset moves a line up or down, a gain turns it; a cell that does not move is a level line.",
            plot);
    }
}

/// <summary>Offset and gain of every cell.</summary>
internal static class OffsetGainFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(CalibrationResult result)
    {
        var cells = result.Profile.Cells.Select(cell => cell.Cell).Where(cell => cell.StuckAt is null).ToArray();
        var plot = FigurePlot.Make("offset (units of I)", "gain (no unit)");
        double[] offsets = [.. cells.Select(cell => cell.Offset)], gains = [.. cells.Select(cell => cell.Gain)];
        plot.Add.Markers(offsets, gains, ScottPlot.MarkerShape.FilledCircle, 6, FigurePlot.Series(0));
        plot.Add.Marker(0, 1, ScottPlot.MarkerShape.OpenDiamond, 13, FigurePlot.Ink).LegendText = "the model";
        FigurePlot.Legend(plot);
        return new Figure("offset-gain", "Offset and gain", "One point a cell that moves, from the straight line through its response.", plot, 320);
    }
}

/// <summary>How near the twin is to the device, cell by cell.</summary>
internal static class TwinResidualFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(CalibrationResult result)
    {
        var plot = FigurePlot.Make("cell", "twin less device (units of x, root mean square)");
        double[] numbers = [.. Enumerable.Range(0, result.Residuals.Length).Select(cell => (double)cell)];
        plot.Add.Markers(numbers, result.Residuals, ScottPlot.MarkerShape.FilledCircle, 6, FigurePlot.Series(0)).LegendText = "twin";
        var limit = plot.Add.HorizontalLine(result.Repeatability.Rms, 1.5f, FigurePlot.Ink, ScottPlot.LinePattern.Dashed);
        limit.LegendText = "the device against itself";
        plot.Axes.SetLimitsY(0, 1.15 * Math.Max(result.Residuals.Max(), result.Repeatability.Rms));
        FigurePlot.Legend(plot);
        return new Figure(
            "residuals", "What the twin misses",
            "The twin, made of the profile, against trials of the device that the profile was not made from, over all currents. No model can be nearer than the device is to itself.",
            plot, 320);
    }
}
