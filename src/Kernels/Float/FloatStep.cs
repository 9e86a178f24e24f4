using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.Models;

namespace FhnHw.Kernels.Float;

/// <summary>
/// One classical Runge-Kutta step of fourth order on a model's eps x' = fast, y' = slow, for a vector of cells. Every product
/// that is added is fused, in hardware or software, so that results do not depend on the processor.
/// </summary>
internal readonly struct FloatStep<TModel>(double dt)
    where TModel : struct, ISlopes<double>
{
    private readonly Vector512<double> _half = Vector512.Create(dt / 2);
    private readonly Vector512<double> _whole = Vector512.Create(dt);
    private readonly Vector512<double> _sixth = Vector512.Create(dt / 6);
    private readonly Vector512<double> _two = Vector512.Create(2.0);

    // rate = 1/eps
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(ref Vector512<double> x, ref Vector512<double> y, Vector512<double> drive, Vector512<double> rate)
    {
        var fx1 = TModel.Fast(x, y, drive) * rate;
        var fy1 = TModel.Slow(x, y, drive);
        var (x2, y2) = (Add(fx1, _half, x), Add(fy1, _half, y));
        var fx2 = TModel.Fast(x2, y2, drive) * rate;
        var fy2 = TModel.Slow(x2, y2, drive);
        var (x3, y3) = (Add(fx2, _half, x), Add(fy2, _half, y));
        var fx3 = TModel.Fast(x3, y3, drive) * rate;
        var fy3 = TModel.Slow(x3, y3, drive);
        var (x4, y4) = (Add(fx3, _whole, x), Add(fy3, _whole, y));
        var fx4 = TModel.Fast(x4, y4, drive) * rate;
        var fy4 = TModel.Slow(x4, y4, drive);
        x = Add(Add(fx2 + fx3, _two, fx1 + fx4), _sixth, x);
        y = Add(Add(fy2 + fy3, _two, fy1 + fy4), _sixth, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);
}
