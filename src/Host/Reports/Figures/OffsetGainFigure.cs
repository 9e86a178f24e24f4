using FhnHw.Host.Experiments.Calibration;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Offset and gain of every cell.</summary>
internal static class OffsetGainFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(CalibrationResult result)
    {
        var cells = result.Measured.Cells.Select(cell => cell.Cell).Where(cell => cell.StuckAt is null).ToArray();
        var plot = FigurePlot.Make("offset (units of I)", "gain (no unit)");
        double[] offsets = [.. cells.Select(cell => cell.Offset)], gains = [.. cells.Select(cell => cell.Gain)];
        plot.Add.Markers(offsets, gains, ScottPlot.MarkerShape.FilledCircle, 6, FigurePlot.Series(0));
        plot.Add.Marker(0, 1, ScottPlot.MarkerShape.OpenSquare, 13, FigurePlot.Ink).LegendText = "the model";
        FigurePlot.Legend(plot);
        return new Figure("offset-gain", "Offset and gain", Paragraphs.Calibration.Say("offset-gain"), plot, 320);
    }
}
