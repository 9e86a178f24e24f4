namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// The normative step: what every array in every language computes, to the bit. Explicit Euler on eps X' = X - X³ - Y,
/// Y' = X + S, in integers. Its twins are OpenCl/fhn_step.cl, Managed/LaneStep.cs and hdl/rtl/fhn_step.v.
/// </summary>
public static class FixedStep
{
    /// <summary>Advances one cell by dt.</summary>
    /// <param name="state">The registers before the step.</param>
    /// <param name="S">The drive (a+I)/√3, LSBs of 2^-(F+e).</param>
    /// <param name="constants">Format and gains.</param>
    /// <param name="clamped">True when X would have left [-XMax, XMax] and was held at the bound.</param>
    /// <returns>The registers after the step.</returns>
    public static CellState Advance(CellState state, int S, CellConstants constants, out bool clamped) =>
        Advance(state, S, constants.EpsGain, 0, 0, constants.Format, out clamped);

    /// <summary>Advances one cell of its own gain, with noise.</summary>
    /// <param name="state">The registers before the step.</param>
    /// <param name="S">The drive (a+I)/√3, LSBs of 2^-(F+e).</param>
    /// <param name="epsGain">C of the cell's eps; 0 for a stuck one.</param>
    /// <param name="nX">Noise of this step on X, ±A_x, LSBs of X.</param>
    /// <param name="nY">Noise of this step on Y, ±A_y, units of 2^J LSBs of Y.</param>
    /// <param name="format">Word lengths and time step.</param>
    /// <param name="clamped">True when X would have left [-XMax, XMax] and was held at the bound.</param>
    /// <returns>The registers after the step.</returns>
    public static CellState Advance(CellState state, int S, int epsGain, int nX, int nY, CellFormat format, out bool clamped)
    {
        var (X, Yh, Yl) = state;
        var (G, Cl) = (CellConstants.HighPart(epsGain), CellConstants.LowPart(epsGain));

        var q = (X * X) >> format.ProductShift;                              // X²,     2F - P fraction bits
        var r = ((q * X) >> format.ProductShift) << format.CubeShift;        // X³,     F
        var f = X - r - Yh;                                                  // eps X', F
        var d = f * G + ((f * Cl) >> 16);                                    // dt/eps · f, F: equal to (f·C) >> 16
        var Xu = X + d + nX;
        var Xn = Math.Clamp(Xu, -format.XMax, format.XMax);                // X',     F
        var A = Yl + (X << format.CurrentExtraBits) + S + (nY << format.NoiseShift); // what Y gains, with Yl: F+e+k
        var Yhn = Yh + (A >> format.LowBits);                                // Y' = Y + (X << e) + S + nY·2^J, exact
        var Yln = A & ((1 << format.LowBits) - 1);

        clamped = Xn != Xu;
        return new CellState(Xn, Yhn, Yln);
    }
}
