using FhnHw.Boards.Fpga;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>What a format costs on a board.</summary>
/// <param name="Format">As it is written on the command line.</param>
/// <param name="Cost">The largest array that fits.</param>
internal sealed record CostRow(string Format, HardwareCost Cost);
