namespace FhnHw.Kernels.Cells;

/// <summary>The measured parameters of one cell of a real device, which replace the drawn ones.</summary>
/// <param name="Offset">Offset of the current, units of I.</param>
/// <param name="Gain">Gain of the current.</param>
/// <param name="StuckAt">x of a cell that never moves; null for one that does.</param>
public sealed record MeasuredCell(double Offset, double Gain, double? StuckAt);
