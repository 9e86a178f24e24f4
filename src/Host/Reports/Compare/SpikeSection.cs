using System.Globalization;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Figures.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Compare;

/// <summary>How far spikes are from those of the equations.</summary>
internal static class SpikeSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(CompareResult result)
    {
        List<ReportBlock> blocks = [new ReportFigure(SpikeShapesFigure.Draw(result))];
        if (WordLengthFigure.Fits(result))
        {
            blocks.Add(new ReportFigure(WordLengthFigure.Draw(
                result, "period", "Period of the spikes", "longer than double's (%)",
                Paragraphs.Compare.Say("period"),
                format => format.PeriodChange, log: true)));
            blocks.Add(new ReportFigure(WordLengthFigure.Draw(
                result, "trace-error", "Shape of the spikes", "trace error (units of x)",
                Paragraphs.Compare.Say("trace-error"),
                format => format.Format == ComparedFormat.Reference ? double.NaN : format.TraceError, log: true)));
        }

        blocks.Add(new ReportTable(
            "Period in time units / duty in percent at some currents; “rests” where the cell does not go round.",
            ["format", .. CellTrial.Currents.Select(current => $"I = {current.ToString(CultureInfo.InvariantCulture)}")],
            [.. result.Formats.Select(Row)]));
        return new ReportSection("Spikes", blocks);
    }

    private static IReadOnlyList<string> Row(FormatResult format) =>
    [
        CompareWords.Of(format.Format),
        .. format.Cells.Select(cell => cell.Spikes ? $"{ReportNumber.Of(cell.Period, 2)} / {ReportNumber.Of(cell.Duty, 0)}" : "rests"),
    ];
}
