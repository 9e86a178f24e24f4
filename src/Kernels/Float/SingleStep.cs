using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Kernels.Float;

/// <summary>
/// One explicit Euler step in single precision on eps x' = x - x³/3 - y, y' = x + drive, for a vector of cells: what simulators on
/// graphics cards compute. Every product that is added is fused, in hardware or software.
/// </summary>
internal readonly struct SingleStep(double eps, double dt)
{
    private readonly Vector512<float> _gain = Vector512.Create((float)(dt / eps));
    private readonly Vector512<float> _dt = Vector512.Create((float)dt);
    private readonly Vector512<float> _one = Vector512.Create(1f);
    private readonly Vector512<float> _minusThird = Vector512.Create(-1f / 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(ref Vector512<float> x, ref Vector512<float> y, Vector512<float> drive)
    {
        var slope = Add(x, Add(x * x, _minusThird, _one), -y); // x · (1 - x²/3) - y
        y = Add(x + drive, _dt, y);
        x = Add(slope, _gain, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Add(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);
}
