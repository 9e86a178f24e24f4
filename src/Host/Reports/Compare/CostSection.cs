using System.Globalization;
using FhnHw.Boards.Fpga;
using FhnHw.Boards.Sessions;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Figures.Compare;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Compare;

/// <summary>What formats cost on boards.</summary>
internal static class CostSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(CompareResult result)
    {
        if (result.Costs.Length == 0)
        {
            return new ReportSection("What it costs on a board", new ReportText(result.CostNote ?? "No costs were asked for."));
        }

        List<ReportBlock> blocks =
        [
            new ReportText("The whole board, link and protocol included, with traces, signs and Y at the window's ends; no signatures, no votes. Each row is the largest array that yosys and nextpnr place and route. Lanes are powers of two; cells of the parallel array were estimated from two small ones, and the estimate proved by place and route. Where the board's clock is missed, it runs at the next lower multiple of 3 MHz. An image is 100 cells for 300 time units; through the line goes the exact mean, at the board's rate. No board was at hand: clocks are the tools' figures."),
            new ReportTable(
                "The largest arrays. Images a second: the slower of array and line, every image through the board.",
                ["format", "board, array", "lanes or cells", "logic cells", "multipliers", "block RAM", "MHz reached", "MHz run at", "G steps/s", "images/s, array", "line", "the next size lacks"],
                [.. result.Costs.Select(Row)]),
        ];
        if (ParetoFigure.Fits(result))
        {
            blocks.Insert(1, new ReportFigure(ParetoFigure.Draw(result)));
        }

        if (SpikeSpeedFigure.Fits(result))
        {
            blocks.Insert(2, new ReportFigure(SpikeSpeedFigure.Draw(result)));
        }

        return new ReportSection("What it costs on a board", blocks);
    }

    private static IReadOnlyList<string> Row(CostRow row)
    {
        var cost = row.Cost;
        var where = $"{cost.Board}, {(cost.Parallel ? "parallel" : "lanes")}";
        var limit = cost.Tries.LastOrDefault(trial => trial.Limit is not null && (cost.Largest is null || trial.Lanes > cost.Largest.Lanes));
        var lacks = limit is null ? "–" : $"{limit.Lanes}: {limit.Limit}";
        return cost.Largest is not { } size
            ? [row.Format, where, "none", "–", "–", "–", "–", "–", "–", "–", lacks]
            :
            [
                row.Format, where, Whole(size.Lanes), Use(size, SizeTrial.LogicCell), Use(size, SizeTrial.Multiplier), Use(size, SizeTrial.BlockRam),
                ReportNumber.Of(size.MaxMHz), ReportNumber.Plain(cost.RunMHz), ReportNumber.Of(cost.StepsPerSecond / 1e9, 2),
                Whole(cost.ArrayImages), Whole(cost.LinkImages), lacks,
            ];
    }

    private static string Use(SizeTrial size, string kind) => size.Available(kind) == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{size.Used(kind)}/{size.Available(kind)}");

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
