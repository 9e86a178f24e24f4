using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.Arrays;

/// <summary>The registers of one run of one cell with per-cell parameters, before its first step or after its last.</summary>
/// <param name="S">The input word, LSBs of 2^-(F+e).</param>
/// <param name="EpsGain">C.</param>
/// <param name="State">X and Y.</param>
/// <param name="NoiseX">A_x, LSBs of X.</param>
/// <param name="NoiseY">A_y, units of 2^J LSBs of Y.</param>
/// <param name="Noise">The generator.</param>
public readonly record struct CellRegisters(int S, int EpsGain, CellState State, int NoiseX, int NoiseY, NoiseGenerator Noise)
{
    /// <summary>True for a cell whose X never moves.</summary>
    public bool IsStuck => EpsGain == 0;
}
