using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Options;
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
            FormattableString.Invariant($"Whether the cell spikes (|a+I| < 1, where x swings through the shaded reach) or rests, its time-mean is -(a+I): y is bounded and y' = x + a + I, so the mean of x + a + I over a long time is nothing. The largest distance over {curve.Drive.Length} currents is {curve.LargestError:F3}; it is the two ends of the window, which shrink as 1/T.{Still(curve)}"),
            plot);
    }

    // A cell that starts on the unstable fixed point may stay there in integers.
    private static string Still(DriveResponse curve)
    {
        double[] still = [.. curve.Drive.Where((drive, i) => Math.Abs(drive) < 0.9 && curve.High[i] - curve.Low[i] < 0.5)];
        return still.Length == 0 ? ""
            : FormattableString.Invariant($" At a+I = {string.Join(", ", still.Select(drive => drive.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)))} the cell starts on its unstable fixed point, and does not leave it in integers.");
    }
}
