using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

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
        HoldsPerCellWords(format, perCell) && LargestF(format, perCell) < 2;

    private static bool HoldsPerCellWords(CellFormat format, PerCellParameters perCell) =>
        format.WordBits == 16 && format.CurrentExtraBits == 0
            && perCell.Cells.All(cell => cell.EpsGainHigh <= 1)
            && format.XMax + (2 << format.LowBits) <= short.MaxValue
            && perCell.NoiseX < short.MaxValue - format.XMax
            && (perCell.LargestInputWord >> format.LowBits) + perCell.NoiseY + 1 <= short.MaxValue;

    /// <summary>
    /// True where lanes of 16 bits hold every step of noisy cells of which |Y| was less than 1 when their generator moved last, 8 steps ago at most: Y goes no
    /// further in these than keeps |f| below 2. With more noise it may come further in rare runs, which whoever runs the lanes has to notice.
    /// </summary>
    public static bool FitsWatched16(ArraySettings settings)
    {
        var format = settings.Format;
        if (settings.PerCell is not { HasNoise: true } perCell || !HoldsPerCellWords(format, perCell)
            || perCell.Cells.Any(cell => cell.EpsGainHigh != 0) || format.Fraction != 14)
        {
            return false;
        }

        // LSBs of Yh: noise, and ⌊(Yl + S + X) / 2^L⌋, which is less than (X + S) / 2^L + 1.
        var farthest = perCell.NoiseY + ((format.XMax + perCell.LargestInputWord) >> format.LowBits) + 2;
        var bound = format.XMax / (double)(1 << format.Fraction);
        return (bound * bound * bound) - bound + 1 + (NoiseGenerator.StepsOfMove * farthest / (double)(1 << format.Fraction)) < 2;
    }

    /// <summary>A bound on |f| = |X - X³ - Y| of every cell that moves, units of X.</summary>
    public static double LargestF(CellFormat format, PerCellParameters perCell)
    {
        var bound = format.XMax / (double)(1 << format.Fraction);
        return (bound * bound * bound) - bound + perCell.YBound; // |X - X³| is largest at the bound of X
    }
}
