using FhnHw.Boards.Fpga;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>A comparison for people: a line a format; the report has the rest.</summary>
internal static class CompareText
{
    private static readonly string[] Heads =
        ["format", "spikes %", "period %", "trace error", "mean error", "equal %", "substituted %", "transferred %", "in the loop %"];

    private static readonly string[] CostHeads = ["format", "board", "array", "lanes or cells", "LCs", "multipliers", "block RAM", "MHz", "images/s"];

    /// <summary>The table, and a second one of costs where there are some.</summary>
    public static void Write(Screen screen, CompareResult result)
    {
        var table = new Table();
        foreach (var head in Heads)
        {
            table.AddColumn(head);
        }

        foreach (var format in result.Formats)
        {
            table.AddRow(
                format.Name, ReportNumber.Of(format.SpikingCodes), ReportNumber.Change(format.PeriodChange), ReportNumber.Of(format.TraceError, 2),
                ReportNumber.Of(format.MeanError, 3), ReportNumber.Of(format.EqualPredictions), ReportNumber.Of(format.Substituted.Vote),
                ReportNumber.Of(format.Transferred.Vote, 2), ReportNumber.Of(format.LoopVote, 2));
        }

        screen.Write(table);
        if (result.Costs.Length > 0)
        {
            screen.Text.WriteLine();
            WriteCosts(screen, result.Costs);
        }
    }

    private static void WriteCosts(Screen screen, CostRow[] costs)
    {
        var table = new Table();
        foreach (var head in CostHeads)
        {
            table.AddColumn(head);
        }

        foreach (var (format, cost) in costs)
        {
            var size = cost.Largest;
            table.AddRow(
                format, cost.Board, cost.Parallel ? "parallel" : "lanes", size is null ? "none" : $"{size.Lanes}",
                $"{size?.Used(SizeTrial.LogicCell)}", $"{size?.Used(SizeTrial.Multiplier)}", $"{size?.Used(SizeTrial.BlockRam)}",
                ReportNumber.Of(size?.MaxMHz), ReportNumber.Of(cost.Images, 0));
        }

        screen.Write(table);
    }
}
