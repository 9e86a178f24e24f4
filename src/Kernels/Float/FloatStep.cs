using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Kernels.Float;

/// <summary>
/// One classical Runge-Kutta step of fourth order on eps x' = x - x³/3 - y, y' = x + drive, for a vector of cells. Every product
/// that is added is fused, in hardware or software, so that results do not depend on the processor.
/// </summary>
internal readonly struct FloatStep(double dt)
{
    private readonly Vector512<double> _half = Vector512.Create(dt / 2);
    private readonly Vector512<double> _whole = Vector512.Create(dt);
    private readonly Vector512<double> _sixth = Vector512.Create(dt / 6);
    private readonly Vector512<double> _two = Vector512.Create(2.0);
    private readonly Vector512<double> _one = Vector512.Create(1.0);
    private readonly Vector512<double> _minusThird = Vector512.Create(-1.0 / 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(ref Vector512<double> x, ref Vector512<double> y, Vector512<double> drive, Vector512<double> rate)
    {
        var fx1 = Slope(x, y, rate);
        var fy1 = x + drive;
        var x2 = Add(fx1, _half, x);
        var fx2 = Slope(x2, Add(fy1, _half, y), rate);
        var fy2 = x2 + drive;
        var x3 = Add(fx2, _half, x);
        var fx3 = Slope(x3, Add(fy2, _half, y), rate);
        var fy3 = x3 + drive;
        var x4 = Add(fx3, _whole, x);
        var fx4 = Slope(x4, Add(fy3, _whole, y), rate);
        var fy4 = x4 + drive;
        x = Add(Add(fx2 + fx3, _two, fx1 + fx4), _sixth, x);
        y = Add(Add(fy2 + fy3, _two, fy1 + fy4), _sixth, y);
    }

    // x' = (x · (1 - x²/3) - y) · rate, rate = 1/eps
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Slope(Vector512<double> x, Vector512<double> y, Vector512<double> rate) =>
        Add(x, Add(x * x, _minusThird, _one), -y) * rate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);
}
