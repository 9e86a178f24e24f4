namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// <see cref="FixedStep"/> with every right shift rounded to the nearest value, halves upwards, instead of down. It serves an experiment of
/// <c>fhnhw compare</c>; no device computes it. Y is as exact as there; only the part of it that f uses is rounded to nearest.
/// </summary>
public static class NearestStep
{
    /// <summary>Advances one cell by dt.</summary>
    /// <param name="state">The registers before the step.</param>
    /// <param name="S">The input word (a+I)/√3, LSBs of 2^-(F+e).</param>
    /// <param name="constants">Format and gains.</param>
    /// <param name="clamped">True when X would have left [-XMax, XMax] and was clamped.</param>
    /// <returns>The registers after the step.</returns>
    public static CellState Advance(CellState state, int S, CellConstants constants, out bool clamped)
    {
        var format = constants.Format;
        var (X, Yh, Yl) = state;

        var q = Round(X * X, format.ProductShift);
        var r = Round(q * X, format.ProductShift) << format.CubeShift;
        var f = X - r - (Yh + Round(Yl, format.LowBits)); // Y itself to the nearest LSB of X
        var d = (int)(((((long)f * constants.EpsGain) >> 15) + 1) >> 1);
        var Xn = Math.Clamp(X + d, -format.XMax, format.XMax);
        var A = Yl + (X << format.CurrentExtraBits) + S;
        var Yhn = Yh + (A >> format.LowBits);
        var Yln = A & ((1 << format.LowBits) - 1);

        clamped = Xn != X + d;
        return new CellState(Xn, Yhn, Yln);
    }

    private static int Round(int value, int shift) => shift == 0 ? value : ((value >> (shift - 1)) + 1) >> 1;
}
