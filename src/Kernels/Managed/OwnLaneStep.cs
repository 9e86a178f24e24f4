using System.Runtime.CompilerServices;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Kernels.Managed;

/// <summary>Which parts of the step a population needs: code for the others is not compiled.</summary>
internal interface IOwnCells
{
    /// <summary>X and Y gain noise.</summary>
    static abstract bool HasNoise { get; }

    /// <summary>G is not 0 in all cells.</summary>
    static abstract bool HasHighGain { get; }
}

/// <summary>Cells without noise whose gains are under one half.</summary>
internal readonly struct SteadyCells : IOwnCells
{
    public static bool HasNoise => false;

    public static bool HasHighGain => false;
}

/// <summary>Cells without noise, of any gain.</summary>
internal readonly struct SteadyFastCells : IOwnCells
{
    public static bool HasNoise => false;

    public static bool HasHighGain => true;
}

/// <summary>Noisy cells whose gains are under one half.</summary>
internal readonly struct NoisyCells : IOwnCells
{
    public static bool HasNoise => true;

    public static bool HasHighGain => false;
}

/// <summary>Noisy cells of any gain.</summary>
internal readonly struct NoisyFastCells : IOwnCells
{
    public static bool HasNoise => true;

    public static bool HasHighGain => true;
}

/// <summary>The words of a vector of cells that stay the same in a run.</summary>
/// <remarks>
/// Lanes that split the drive add its low part, Low = S mod 2^L, to Yl, and its high part, ⌊S/2^L⌋ ± A_y, to Yh, since A_y · 2^J is A_y LSBs of Yh
/// there. Wider lanes add S ± A_y · 2^J to Yl in one piece. Up and Down are the two sums, and noise chooses between them.
/// </remarks>
internal struct OwnWords<TVector>
    where TVector : unmanaged
{
    public TVector Low, Up, Down, GainLow, GainHigh, NoiseUp, NoiseDown;
}

/// <summary>The step of <see cref="FixedStep"/> on a vector of cells, each with a gain and noise of its own.</summary>
internal static class OwnLaneStep<TOps, TVector, TCells>
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
    where TCells : struct, IOwnCells
{
    /// <summary>Advances a vector of cells by dt.</summary>
    /// <param name="X">X.</param>
    /// <param name="Yh">Yh.</param>
    /// <param name="Yl">Yl.</param>
    /// <param name="clamped">Collects the lanes in which X was held at its bound.</param>
    /// <param name="v">The generators' words v.</param>
    /// <param name="own">The cells' own words.</param>
    /// <param name="bitX">The bit of v that gives the sign of the noise on X in this step.</param>
    /// <param name="bitY">The bit for Y.</param>
    /// <param name="c">The bounds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Advance(
        ref TVector X, ref TVector Yh, ref TVector Yl, ref TVector clamped, TVector v, in OwnWords<TVector> own,
        TVector bitX, TVector bitY, in LaneConstants<TOps, TVector> c)
    {
        var q = TOps.Product(X, X, c.Shifts);
        var r = TOps.LiftCube(TOps.Product(q, X, c.Shifts), c.Shifts);
        var f = TOps.Subtract(TOps.Subtract(X, r), Yh);
        var d = TCells.HasHighGain ? TOps.OwnEpsProduct(f, own.GainLow, own.GainHigh) : TOps.EpsProduct(f, own.GainLow, own.GainHigh);
        var free = TOps.AddHeld(X, d);
        var S = own.Up;
        if (TCells.HasNoise)
        {
            free = TOps.AddHeld(free, TOps.Choose(v, bitX, own.NoiseUp, own.NoiseDown));
            S = TOps.Choose(v, bitY, own.Up, own.Down);
        }

        var Xn = TOps.Max(TOps.Min(free, c.XMax), c.XMin);
        var A = TOps.Add(TOps.Add(Yl, TOps.SplitsDrive ? own.Low : S), TOps.LiftX(X, c.Shifts));
        Yh = TOps.Add(TOps.SplitsDrive ? TOps.Add(Yh, S) : Yh, TOps.Carry(A, c.Shifts));
        Yl = TOps.And(A, c.LowMask);
        clamped = TOps.MarkDifference(clamped, Xn, free);
        X = Xn;
    }
}
