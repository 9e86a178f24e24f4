using FhnHw.Boards.Fpga;
using FhnHw.Host.Experiments.Compare;

namespace FhnHw.Host.Reports.Figures.Compare;

/// <summary>What one format does and what it costs on one board.</summary>
/// <param name="Format">What it does.</param>
/// <param name="Cost">The largest array that fits; there is one.</param>
internal sealed record CostPoint(FormatResult Format, HardwareCost Cost)
{
    /// <summary>Logic cells, link and control included, for each neuron-step a clock.</summary>
    public double Logic => (double)Cost.Largest!.Used(SizeTrial.LogicCell) / Cost.Largest.Lanes;

    /// <summary>Formats, arrays and boards of a comparison that have both.</summary>
    public static CostPoint[] Of(CompareResult result) =>
    [
        .. from row in result.Costs
           where row.Cost.Largest is not null
           let format = result.Formats.FirstOrDefault(format => format.Name == row.Format)
           where format is not null
           select new CostPoint(format, row.Cost),
    ];
}
