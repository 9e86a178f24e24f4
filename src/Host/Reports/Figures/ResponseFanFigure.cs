using FhnHw.Host.Experiments.Calibration;
using FhnHw.Host.Options;
using FhnHw.Kernels.Arrays;

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
