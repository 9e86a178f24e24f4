using System.Globalization;
using FhnHw.Boards.Fpga;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Figures.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

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
            new ReportText(Paragraphs.Compare.Say("costs")),
            new ReportTable(
                Paragraphs.Compare.Say("largest-arrays"),
                [
                    "format", "board, array", "lanes or cells", "LCs", "multipliers", "block RAM", "MHz reached", "MHz run at",
                    "G steps/s", "images/s, array", "line", "the next size lacks",
                ],
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
                row.Format, where, Whole(size.Lanes),
                Use(size, SizeTrial.LogicCell), Use(size, SizeTrial.Multiplier), Use(size, SizeTrial.BlockRam),
                ReportNumber.Of(size.MaxMHz), ReportNumber.Setting(cost.RunMHz), ReportNumber.Of(cost.StepsPerSecond / 1e9, 2),
                Whole(cost.ArrayImages), Whole(cost.LinkImages), lacks,
            ];
    }

    private static string Use(SizeTrial size, string kind) => size.Available(kind) == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{size.Used(kind)}/{size.Available(kind)}");

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
