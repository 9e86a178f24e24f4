using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cells;

/// <summary>The parameters of one cell: those from which the host computes its input word, and the integers that its step needs.</summary>
/// <param name="Offset">Offset of the current, units of I.</param>
/// <param name="Gain">Gain of the current, 1 in the model.</param>
/// <param name="DriftRate">How far the offset moves in a trial, units of I.</param>
/// <param name="EpsGain">C of the cell's eps; 0 for a stuck cell.</param>
/// <param name="Start">The state that its runs start from.</param>
/// <param name="NoiseX">A_x, LSBs of X: X gains +A_x or -A_x in each step.</param>
/// <param name="NoiseY">A_y, units of 2^J LSBs of Y (<see cref="CellFormat.NoiseShift"/>): Y gains ±A_y · 2^J in each step.</param>
/// <param name="IsStuck">True for a cell whose X never moves, whatever its current.</param>
public sealed record CellWords(
    double Offset, double Gain, double DriftRate, int EpsGain, CellState Start, int NoiseX, int NoiseY, bool IsStuck)
{
    /// <summary>G of C = 65536·G + Cl.</summary>
    public int EpsGainHigh => CellConstants.HighPart(EpsGain);

    /// <summary>Cl, a signed 16-bit word.</summary>
    public int EpsGainLow => CellConstants.LowPart(EpsGain);
}
