using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.Models;

namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>The equations in floating point: eps x' = x - x³/3 - y, y' = x + drive.</summary>
public readonly struct FloatModel : INeuronModel, ISlopes<float>
{
    /// <inheritdoc/>
    public static string Name => "float";

    /// <inheritdoc/>
    public static double MaxDrive => CellParameters.MaxDrive;

    /// <summary>The largest dt/eps. Runge-Kutta of fourth order is stable while dt · (x² - 1)/eps is under 2.78, and |x| stays under 2.2.</summary>
    public static double MaxDtOverEps => 0.7;

    /// <inheritdoc/>
    public static bool HasPerCellParameters => true;

    /// <summary>x · (1 - x²/3) - y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Fast(Vector512<double> x, Vector512<double> y, Vector512<double> drive) => Vector512.FusedMultiplyAdd(
        x, Vector512.FusedMultiplyAdd(x * x, Vector512.Create(-1.0 / 3), Vector512.Create(1.0)), -y);

    /// <summary>x + drive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Slow(Vector512<double> x, Vector512<double> y, Vector512<double> drive) => x + drive;

    /// <summary>x · (1 - x²/3) - y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fast(Vector512<float> x, Vector512<float> y, Vector512<float> drive) => Vector512.FusedMultiplyAdd(
        x, Vector512.FusedMultiplyAdd(x * x, Vector512.Create(-1f / 3), Vector512.Create(1f)), -y);

    /// <summary>x + drive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slow(Vector512<float> x, Vector512<float> y, Vector512<float> drive) => x + drive;
}
