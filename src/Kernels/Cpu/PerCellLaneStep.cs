using System.Runtime.CompilerServices;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>Which parts of the step a population needs: code for the others is not compiled.</summary>
internal interface IPerCellKind
{
    /// <summary>X and Y gain noise.</summary>
    static abstract bool HasNoise { get; }

    /// <summary>G is not 0 in all cells.</summary>
    static abstract bool HasHighGain { get; }
}

/// <summary>Cells without noise whose gains are under one half.</summary>
internal readonly struct SteadyCells : IPerCellKind
{
    public static bool HasNoise => false;

    public static bool HasHighGain => false;
}

/// <summary>Cells without noise, of any gain.</summary>
internal readonly struct SteadyFastCells : IPerCellKind
{
    public static bool HasNoise => false;

    public static bool HasHighGain => true;
}

/// <summary>Noisy cells whose gains are under one half.</summary>
internal readonly struct NoisyCells : IPerCellKind
{
    public static bool HasNoise => true;

    public static bool HasHighGain => false;
}

/// <summary>Noisy cells of any gain.</summary>
internal readonly struct NoisyFastCells : IPerCellKind
{
    public static bool HasNoise => true;

    public static bool HasHighGain => true;
}

/// <summary>The words of a vector of cells that stay the same in a run.</summary>
/// <remarks>
/// Lanes that split the drive add its low part, Low = S mod 2^L, to Yl, and its high part, High = ⌊S/2^L⌋, to Yh. Wider lanes have S in Low. A cell
/// that is stuck has XLeast = XMost = X0, so that noise does not move it.
/// </remarks>
internal struct PerCellWords<TVector>
    where TVector : unmanaged
{
    public TVector Low, High, GainLow, GainHigh, XLeast, XMost;
}

/// <summary>The noise of a population: what gives ±A_x and ±A_y in LSBs of X and of what Y's noise is added to.</summary>
internal readonly struct LaneNoise<TOps, TVector>
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
{
    public readonly TVector TableX, TableY, BitX, BitY;

    public LaneNoise(PerCellParameters perCell, CellFormat format)
    {
        TableX = TOps.NoiseTable(perCell.NoiseX, 0);
        TableY = TOps.NoiseTable(TOps.SplitsInputWord ? perCell.NoiseY : perCell.NoiseY << format.NoiseShift, 1);
        BitX = TOps.Splat(1);
        BitY = TOps.Splat(2);
    }
}

/// <summary>The step of <see cref="FixedStep"/> on a vector of cells, each with a gain of its own and noise.</summary>
internal static class PerCellLaneStep<TOps, TVector, TCells>
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
    where TCells : struct, IPerCellKind
{
    /// <summary>Advances a vector of cells by dt.</summary>
    /// <param name="X">X.</param>
    /// <param name="Yh">Yh.</param>
    /// <param name="Yl">Yl.</param>
    /// <param name="clamped">Collects the lanes in which X was held at its bound.</param>
    /// <param name="bits">Random bits: 0 gives the sign of the noise on X, 1 that of the noise on Y.</param>
    /// <param name="perCellWords">The cells' own words.</param>
    /// <param name="noise">The amplitudes.</param>
    /// <param name="c">The format.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Advance(
        ref TVector X, ref TVector Yh, ref TVector Yl, ref TVector clamped, TVector bits, in PerCellWords<TVector> perCellWords,
        in LaneNoise<TOps, TVector> noise, in LaneConstants<TOps, TVector> c)
    {
        var q = TOps.Product(X, X, c.Shifts);
        var r = TOps.LiftCube(TOps.Product(q, X, c.Shifts), c.Shifts);
        var f = TOps.Subtract(TOps.Subtract(X, r), Yh);
        var d = TCells.HasHighGain ? TOps.PerCellEpsProduct(f, perCellWords.GainLow, perCellWords.GainHigh) : TOps.EpsProduct(f, perCellWords.GainLow, perCellWords.GainHigh);
        var Xu = TOps.AddSaturated(X, d);
        var A = TOps.Add(TOps.Add(Yl, perCellWords.Low), TOps.LiftX(X, c.Shifts));
        if (TCells.HasNoise)
        {
            Xu = TOps.AddSaturated(Xu, TOps.Noise(bits, noise.TableX, noise.BitX));
            var nY = TOps.Noise(bits, noise.TableY, noise.BitY);
            A = TOps.SplitsInputWord ? A : TOps.Add(A, nY);
            Yh = TOps.SplitsInputWord ? TOps.Add(Yh, nY) : Yh;
        }

        var Xn = TOps.Max(TOps.Min(Xu, perCellWords.XMost), perCellWords.XLeast);
        Yh = TOps.Add(TOps.SplitsInputWord ? TOps.Add(Yh, perCellWords.High) : Yh, TOps.Carry(A, c.Shifts));
        Yl = TOps.And(A, c.LowMask);
        clamped = TOps.MarkDifference(clamped, Xn, Xu);
        X = Xn;
    }
}
