using System.Runtime.CompilerServices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>Which parts of the step the per-cell parameters need: code for the others is not compiled.</summary>
internal interface IPerCellKind
{
    /// <summary>X and Y gain noise.</summary>
    static abstract bool HasNoise { get; }

    /// <summary>G is not 0 in all cells.</summary>
    static abstract bool HasHighGain { get; }

    /// <summary>Lanes do not hold |f| of every run that noise could make, and cells are watched for those (<see cref="LaneFit.FitsWatched16"/>).</summary>
    static abstract bool AreWatched { get; }
}

/// <summary>Cells without noise whose gains are under one half.</summary>
internal readonly struct SteadyCells : IPerCellKind
{
    public static bool HasNoise => false;

    public static bool HasHighGain => false;

    public static bool AreWatched => false;
}

/// <summary>Cells without noise, of any gain.</summary>
internal readonly struct SteadyFastCells : IPerCellKind
{
    public static bool HasNoise => false;

    public static bool HasHighGain => true;

    public static bool AreWatched => false;
}

/// <summary>Noisy cells whose gains are under one half.</summary>
internal readonly struct NoisyCells : IPerCellKind
{
    public static bool HasNoise => true;

    public static bool HasHighGain => false;

    public static bool AreWatched => false;
}

/// <summary>Noisy cells whose gains are under one half, in lanes that hold all but runs that hardly ever come.</summary>
internal readonly struct WatchedNoisyCells : IPerCellKind
{
    public static bool HasNoise => true;

    public static bool HasHighGain => false;

    public static bool AreWatched => true;
}

/// <summary>Noisy cells of any gain.</summary>
internal readonly struct NoisyFastCells : IPerCellKind
{
    public static bool HasNoise => true;

    public static bool HasHighGain => true;

    public static bool AreWatched => false;
}

/// <summary>The words of a vector of cells that stay the same in a run.</summary>
/// <remarks>
/// Lanes that split the input word S add its low part, Low = S mod 2^L, to Yl, and its high part, High = ⌊S/2^L⌋, to Yh. Wider lanes have S in Low. A cell
/// that is stuck has XLeast = XMost = X0, so that noise does not move it. Down and Up are what Y's noise is added to, High or Low, less A_y and with A_y.
/// </remarks>
internal struct PerCellWords<TVector>
    where TVector : unmanaged
{
    public TVector Low, High, GainLow, GainHigh, XLeast, XMost, Down, Up;
}

/// <summary>The noise of per-cell parameters: ±A_x in LSBs of X, A_y in those of what Y's noise is added to, and the bits of a run's first signs.</summary>
internal readonly struct LaneNoise<TOps, TVector>
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
{
    public readonly TVector DownX, UpX, FirstBitX, FirstBitY;
    public readonly int AmplitudeY;

    public LaneNoise(PerCellParameters perCell, CellFormat format)
    {
        (DownX, UpX) = (TOps.Splat(-perCell.NoiseX), TOps.Splat(perCell.NoiseX));
        (FirstBitX, FirstBitY) = (TOps.Splat(1), TOps.Splat(2));
        AmplitudeY = TOps.SplitsInputWord ? perCell.NoiseY : perCell.NoiseY << format.NoiseShift;
    }
}

/// <summary>The step of <see cref="FixedStep"/> on a vector of cells, each with its own C and noise, with the same names in the same order.</summary>
internal static class PerCellLaneStep<TOps, TVector, TCells>
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
    where TCells : struct, IPerCellKind
{
    /// <summary>Advances a vector of cells by dt.</summary>
    /// <param name="X">X.</param>
    /// <param name="Yh">Yh.</param>
    /// <param name="Yl">Yl.</param>
    /// <param name="clamped">Collects the lanes in which X was clamped.</param>
    /// <param name="bits">Random words.</param>
    /// <param name="bitX">Which of their bits gives the sign of the noise on X.</param>
    /// <param name="bitY">Which gives that of the noise on Y.</param>
    /// <param name="perCellWords">The parameters of each cell.</param>
    /// <param name="noise">The amplitudes.</param>
    /// <param name="c">The format.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Advance(
        ref TVector X, ref TVector Yh, ref TVector Yl, ref TVector clamped, TVector bits, TVector bitX, TVector bitY,
        in PerCellWords<TVector> perCellWords, in LaneNoise<TOps, TVector> noise, in LaneConstants<TOps, TVector> c)
    {
        var q = TOps.Product(X, X, c.Shifts);
        var r = TOps.LiftCube(TOps.Product(q, X, c.Shifts), c.Shifts);
        var f = TOps.Subtract(TOps.Subtract(X, r), Yh);
        var d = TCells.HasHighGain
            ? TOps.PerCellEpsProduct(f, perCellWords.GainLow, perCellWords.GainHigh)
            : TOps.EpsProduct(f, perCellWords.GainLow, perCellWords.GainHigh);
        var Xu = TOps.AddSaturated(X, d);
        if (TCells.HasNoise)
        {
            var nX = TOps.Select(bits, bitX, noise.DownX, noise.UpX);
            Xu = TOps.AddSaturated(Xu, nX);
        }

        var Xn = TOps.Max(TOps.Min(Xu, perCellWords.XMost), perCellWords.XLeast);
        var (low, high) = (perCellWords.Low, perCellWords.High);
        if (TCells.HasNoise)
        {
            var noisy = TOps.Select(bits, bitY, perCellWords.Down, perCellWords.Up);
            (low, high) = TOps.SplitsInputWord ? (low, noisy) : (noisy, high);
        }

        var A = TOps.Add(TOps.Add(Yl, low), TOps.LiftX(X, c.Shifts));
        var Yhn = TOps.SplitsInputWord ? TOps.Add(Yh, high) : Yh;
        Yhn = TOps.Add(Yhn, TOps.Carry(A, c.Shifts));
        var Yln = TOps.And(A, c.LowMask);
        clamped = TOps.MarkDifference(clamped, Xn, Xu);
        (X, Yh, Yl) = (Xn, Yhn, Yln);
    }
}
