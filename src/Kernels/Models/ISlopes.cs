using System.Runtime.Intrinsics;

namespace FhnHw.Kernels.Models;

/// <summary>The right-hand sides of eps x' = fast(x, y, drive), y' = slow(x, y, drive), for a vector of cells in one precision.</summary>
/// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
/// <remarks>Write every product that is added as a fused one (<c>Vector512.FusedMultiplyAdd</c>): the bits are then those of any processor.</remarks>
public interface ISlopes<T>
{
    /// <summary>eps x'.</summary>
    static abstract Vector512<T> Fast(Vector512<T> x, Vector512<T> y, Vector512<T> drive);

    /// <summary>y'.</summary>
    static abstract Vector512<T> Slow(Vector512<T> x, Vector512<T> y, Vector512<T> drive);
}
