using System.Globalization;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>The time-mean of x against the drive: why gamma must be negative.</summary>
internal static class DriveResponseFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(DriveResponse curve)
    {
        var plot = FigurePlot.Make("drive a + I (no unit)", "x (no unit)");
        var span = plot.Add.FillY(curve.Drive, curve.Low, curve.High);
        span.FillColor = FigurePlot.Series(0).WithAlpha(0.15);
        span.LineWidth = 0;
        span.LegendText = "reach of x";
        FigurePlot.Line(plot, curve.Drive, [.. curve.Drive.Select(drive => -drive)], FigurePlot.Quiet, "-(a+I)", 5, LinePattern.Dotted);
        FigurePlot.Line(plot, curve.Drive, curve.Mean, FigurePlot.Series(0), "time-mean of x, measured");
        FigurePlot.Legend(plot);
        return new Figure(
            "response-curve", "Time-mean of x against the drive",
            Paragraphs.Paper.Say(
                "response-curve", ("currents", $"{curve.Drive.Length}"),
                ("distance", curve.LargestError.ToString("F3", CultureInfo.InvariantCulture)))
            + Still(curve),
            plot)
        {
            Areas = [new("reach of x, low", curve.Drive, curve.Low), new("reach of x, high", curve.Drive, curve.High)],
        };
    }

    // A cell that starts on the unstable fixed point may stay there in integers.
    private static string Still(DriveResponse curve)
    {
        double[] still = [.. curve.Drive.Where((drive, i) => Math.Abs(drive) < 0.9 && curve.High[i] - curve.Low[i] < 0.5)];
        return still.Length == 0 ? "" : " " + Paragraphs.Paper.Say(
            "stays-on-fixed-point", ("drives", string.Join(", ", still.Select(drive => drive.ToString("0.###", CultureInfo.InvariantCulture)))));
    }
}
