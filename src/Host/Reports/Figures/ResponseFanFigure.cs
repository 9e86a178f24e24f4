using FhnHw.Host.Experiments.Calibration;
using FhnHw.Host.Reports.Prose;

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

        double[] model = [.. result.Currents.Select(current => -current)];
        FigurePlot.Line(plot, result.Currents, model, FigurePlot.Ink, "-I, as the model has it", 2, ScottPlot.LinePattern.Dashed);
        FigurePlot.Legend(plot);
        return new Figure(
            "responses", "Response of every cell",
            Paragraphs.Calibration.Say("responses", ("repeats", $"{result.Repeats}"), ("currents", $"{result.Currents.Length}")),
            plot)
        {
            Unnamed = "cell",
        };
    }
}
