namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>The registers of one cell.</summary>
/// <param name="X">X, LSBs of 2^-F, in [-XMax, XMax].</param>
/// <param name="Yh">The upper part of Y, LSBs of X: Y >> (k+e).</param>
/// <param name="Yl">The lower part of Y: k+e bits, never negative.</param>
public readonly record struct CellState(int X, int Yh, int Yl)
{
    /// <summary>Y as one number, LSBs of 2^-(F+e+k).</summary>
    public long Y(CellFormat format) => ((long)Yh << format.LowBits) + Yl;
}
