using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.Models;

namespace FhnHw.Kernels.Float;

/// <summary>
/// One explicit Euler step in single precision on a model's eps x' = fast, y' = slow, for a vector of cells: what simulators on
/// graphics cards compute. Every product that is added is fused, in hardware or software.
/// </summary>
internal readonly struct SingleStep<TModel>(double eps, double dt)
    where TModel : struct, ISlopes<float>
{
    private readonly Vector512<float> _gain = Vector512.Create((float)(dt / eps));
    private readonly Vector512<float> _dt = Vector512.Create((float)dt);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(ref Vector512<float> x, ref Vector512<float> y, Vector512<float> drive)
    {
        var (fast, slow) = (TModel.Fast(x, y, drive), TModel.Slow(x, y, drive));
        x = Vector512.FusedMultiplyAdd(fast, _gain, x);
        y = Vector512.FusedMultiplyAdd(slow, _dt, y);
    }
}
