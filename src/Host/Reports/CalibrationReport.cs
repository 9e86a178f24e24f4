using System.Globalization;
using FhnHw.Host.Experiments.Calibration;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

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
            Paragraphs.Calibration.Say(
                "lead", ("twin", Text($"{result.OfTwin.Rms:0.0000}")), ("ideal", Text($"{result.OfIdeal.Rms:0.0000}")),
                ("repeatability", Text($"{result.Repeatability.Rms:0.0000}"))),
            facts,
            [
                new("Responses", new ReportFigure(ResponseFanFigure.Draw(result)), new ReportFigure(OffsetGainFigure.Draw(result))),
                new("The twin", new ReportFigure(TwinResidualFigure.Draw(result)),
                    new ReportTable(Paragraphs.Calibration.Say("distances"), ["", "root mean square", "largest", "in cell"],
                    [
                        Row("the device itself, other trials", result.Repeatability),
                        Row("the twin", result.OfTwin),
                        Row("ideal cells", result.OfIdeal),
                    ])),
                new("Cells",
                    new ReportText(Paragraphs.Calibration.Say(
                        "noise", ("onX", Text($"{calibration.NoiseX:0.0000}")), ("onY", Text($"{calibration.NoiseY:0.0000}")))),
                    new ReportTable(Paragraphs.Calibration.Say("cells"),
                        ["cell", "offset", "gain", "noise", "misfit", "twin less device"],
                        [.. calibration.Cells.Select((cell, number) => (IReadOnlyList<string>)
                        [
                            Text($"{number}"),
                            cell.Cell.StuckAt switch
                            {
                                null => Text($"{cell.Cell.Offset:+0.000;-0.000}"),
                                0 => "dead",
                                var at => Text($"stuck at {at:0.00}"),
                            },
                            cell.Cell.StuckAt is null ? Text($"{cell.Cell.Gain:0.000}") : "–",
                            Text($"{cell.Noise:0.0000}"), Text($"{cell.Misfit:0.0000}"), Text($"{result.Residuals[number]:0.0000}"),
                        ])])),
            ]);
    }

    private static IReadOnlyList<string> Row(string name, Distance distance) =>
        [name, Text($"{distance.Rms:0.0000}"), Text($"{distance.Worst:0.000}"), Text($"{distance.WorstCell}")];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
