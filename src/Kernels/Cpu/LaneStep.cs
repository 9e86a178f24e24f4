using System.Runtime.CompilerServices;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>The gains and bounds of the step, one vector each.</summary>
internal readonly struct LaneConstants<TOps, TVector>
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
{
    public readonly TVector GainLow, GainHigh, XMax, XMin, LowMask;
    public readonly LaneShifts Shifts;

    public LaneConstants(CellConstants constants)
    {
        var format = constants.Format;
        GainLow = TOps.Splat(constants.EpsGainLow);
        GainHigh = TOps.Splat(constants.EpsGainHigh);
        XMax = TOps.Splat(format.XMax);
        XMin = TOps.Splat(-format.XMax);
        LowMask = TOps.Splat((1 << format.LowBits) - 1);
        Shifts = new LaneShifts(format);
    }
}

/// <summary>The step of <see cref="FixedStep"/> on a vector of cells, with the same names in the same order.</summary>
internal static class LaneStep<TOps, TVector>
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
{
    /// <summary>Advances a vector of cells by dt; <paramref name="clamped"/> collects the lanes in which X was held at its bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Advance(
        ref TVector X, ref TVector Yh, ref TVector Yl, TVector S, ref TVector clamped, in LaneConstants<TOps, TVector> c)
    {
        var q = TOps.Product(X, X, c.Shifts);
        var r = TOps.LiftCube(TOps.Product(q, X, c.Shifts), c.Shifts);
        var f = TOps.Subtract(TOps.Subtract(X, r), Yh);
        var d = TOps.EpsProduct(f, c.GainLow, c.GainHigh);
        var Xu = TOps.AddSaturated(X, d);
        var Xn = TOps.Max(TOps.Min(Xu, c.XMax), c.XMin);
        var A = TOps.Add(TOps.Add(Yl, S), TOps.LiftX(X, c.Shifts));
        Yh = TOps.Add(Yh, TOps.Carry(A, c.Shifts));
        Yl = TOps.And(A, c.LowMask);
        clamped = TOps.MarkDifference(clamped, Xn, Xu);
        X = Xn;
    }
}
