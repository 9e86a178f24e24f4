using FhnHw.Host.Commands.Output;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Html;
using Spectre.Console;

namespace FhnHw.Host.Commands.Reports;

/// <summary>A comparison for people: a line a format; the report has the rest.</summary>
internal static class CompareText
{
    /// <summary>The table.</summary>
    public static void Write(Screen screen, CompareResult result)
    {
        var table = new Table();
        foreach (var head in new[] { "format", "spikes %", "period %", "trace error", "mean error", "equal %", "implanted %", "transferred %", "in the loop %" })
        {
            table.AddColumn(head);
        }

        foreach (var format in result.Formats)
        {
            table.AddRow(
                format.Name, Percent.Of(format.SpikingCodes), Percent.Change(format.PeriodChange), Percent.Of(format.TraceError, 2), Percent.Of(format.MeanError, 3),
                Percent.Of(format.EqualAnswers), Percent.Of(format.Implanted.Vote), Percent.Of(format.Transferred.Vote, 2), Percent.Of(format.LoopVote, 2));
        }

        screen.Write(table);
    }
}
