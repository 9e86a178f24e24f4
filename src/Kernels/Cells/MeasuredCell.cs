namespace FhnHw.Kernels.Cells;

/// <summary>What is known of a cell of a real device, in the place of what would be drawn for it.</summary>
/// <param name="Offset">Offset of the current, units of I.</param>
/// <param name="Gain">Gain of the current.</param>
/// <param name="StuckAt">x of a cell that never moves; null for one that does.</param>
public sealed record MeasuredCell(double Offset, double Gain, double? StuckAt);
