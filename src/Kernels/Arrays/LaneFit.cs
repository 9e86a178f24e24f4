using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Arrays;

/// <summary>Which lanes hold a configuration's intermediate values. docs/numerics.md has the bounds.</summary>
public static class LaneFit
{
    /// <summary>
    /// True where every intermediate of the step fits a signed 16-bit lane: the word is 16 bits with e = 0 and dt/eps under 1/2,
    /// A = Yl + X + S stays below 2^15, and |f| stays below 2.0 (Q1.14).
    /// </summary>
    public static bool Fits16(ArraySettings settings)
    {
        var format = settings.Format;
        var constants = settings.Constants;
        if (settings.PerCell is { } perCell)
        {
            return PerCellFits16(format, perCell);
        }

        if (format.WordBits != 16 || format.CurrentExtraBits != 0 || constants.EpsGainHigh != 0)
        {
            return false;
        }

        var largest = settings.Codes.InputWords(constants).Max(Math.Abs);
        var bound = format.XMax / (double)(1 << format.Fraction);
        var largestCubic = (bound * bound * bound) - bound; // |X - X³| at the bound of X
        return format.XMax + largest + (1 << format.LowBits) - 1 <= short.MaxValue
            && largestCubic + constants.YBound(largest) < 2;
    }

    /// <summary>
    /// The same for per-cell parameters. Their lanes split S into Yh's and Yl's part, so that A = Yl + X + Sl fits for every S. Their gain may reach
    /// 1 (G = 0 or 1), since f · G is then f. A_x must be small enough that a sum which saturated the lane stays beyond the bound of X.
    /// </summary>
    private static bool PerCellFits16(CellFormat format, PerCellParameters perCell) =>
        format.WordBits == 16 && format.CurrentExtraBits == 0
            && perCell.Cells.All(cell => cell.EpsGainHigh <= 1)
            && format.XMax + (2 << format.LowBits) <= short.MaxValue
            && perCell.NoiseX < short.MaxValue - format.XMax
            && (perCell.LargestInputWord >> format.LowBits) + perCell.NoiseY + 1 <= short.MaxValue
            && LargestF(format, perCell) < 2;

    /// <summary>A bound on |f| = |X - X³ - Y| of every cell that moves, units of X.</summary>
    public static double LargestF(CellFormat format, PerCellParameters perCell)
    {
        var bound = format.XMax / (double)(1 << format.Fraction);
        return (bound * bound * bound) - bound + perCell.YBound; // |X - X³| is largest at the bound of X
    }
}
