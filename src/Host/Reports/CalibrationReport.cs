using System.Globalization;
using FhnHw.Host.Experiments.Calibration;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports;

/// <summary>The report of a calibration.</summary>
internal static class CalibrationReport
{
    /// <summary>Puts the page together.</summary>
    public static ReportPage Of(CalibrationResult result, IReadOnlyList<ReportFact> facts)
    {
        var calibration = result.Measured;
        return new ReportPage(
            "The cells of a device, measured",
            Text($"A twin made of the profile is {result.OfTwin.Rms:0.0000} from the device's time-mean of x (root mean square); ideal cells are {result.OfIdeal.Rms:0.0000} from it, and the device repeats itself to {result.Repeatability.Rms:0.0000}."),
            facts,
            [
                new("Responses", new ReportFigure(ResponseFanFigure.Draw(result)), new ReportFigure(OffsetGainFigure.Draw(result))),
                new("The twin", new ReportFigure(TwinResidualFigure.Draw(result)),
                    new ReportTable("Distance from trials of the device that the profile was not made from, units of x.", ["", "root mean square", "largest", "in cell"],
                    [
                        Row("the device itself, other trials", result.Repeatability), Row("the twin", result.OfTwin), Row("ideal cells", result.OfIdeal),
                    ])),
                new("Cells",
                    new ReportText(Text($"Noise on x {calibration.NoiseX:0.0000} and on y {calibration.NoiseY:0.0000} per root of a time unit, estimated from cells at rest; eps is taken as given.")),
                    new ReportTable("Every cell: noise is the deviation of its time-mean from trial to trial, misfit that of its response from a straight line.",
                        ["cell", "offset", "gain", "noise", "misfit", "twin less device"],
                        [.. calibration.Cells.Select((cell, number) => (IReadOnlyList<string>)
                        [
                            Text($"{number}"),
                            cell.Cell.StuckAt is { } at ? (at == 0 ? "dead" : Text($"stuck at {at:0.00}")) : Text($"{cell.Cell.Offset:+0.000;-0.000}"),
                            cell.Cell.StuckAt is null ? Text($"{cell.Cell.Gain:0.000}") : "–",
                            Text($"{cell.Noise:0.0000}"), Text($"{cell.Misfit:0.0000}"), Text($"{result.Residuals[number]:0.0000}"),
                        ])])),
            ]);
    }

    private static IReadOnlyList<string> Row(string name, Distance distance) =>
        [name, Text($"{distance.Rms:0.0000}"), Text($"{distance.Worst:0.000}"), Text($"{distance.WorstCell}")];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
