using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Samples;

/// <summary>
/// The sigmoid of the readout's table to within an LSB, in 16-bit arithmetic on vectors of samples, which cannot read a table. Votes that are
/// clear with it need no table; <see cref="LargestError"/> tells what clear means.
/// </summary>
/// <remarks>
/// With t = X/2^F and z = t², sigmoid(√3·t) = 1/2 + t · (a0 + a1·z + ... + a4·z^4): the polynomial that meets it at five Chebyshev nodes of z in [0, 9/4].
/// The coefficients are round(a_k · 4^k · 2^15), as z has 13 fraction bits. Products are rounded to 15 bits, as the processor's instruction does it.
/// </remarks>
internal static class SigmoidEstimate
{
    internal const short C0 = 14188, C1 = -14113, C2 = 15874, C3 = -13992, C4 = 6277;
    internal const int Half = 1 << (FixedReadout.SigmoidFraction - 1);

    private static readonly ConcurrentDictionary<int, int> Errors = new();

    /// <summary>True where the processor has the instruction.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>The largest difference to the table over all values of X, LSBs of the table.</summary>
    public static int LargestError(FixedReadout readout) => Errors.GetOrAdd(readout.Fraction, fraction =>
        Enumerable.Range(-readout.XMax, (2 * readout.XMax) + 1).Max(X => Math.Abs(Of(X, fraction) - readout.Table[X + readout.XMax])));

    /// <summary>Replaces each X by the estimate, LSBs of 2^-14.</summary>
    /// <param name="words">X, LSBs of 2^-F; whole vectors of 16.</param>
    /// <param name="fraction">F, at most 14.</param>
    public static void Apply(Span<short> words, int fraction)
    {
        if (Avx512BW.IsSupported)
        {
            foreach (ref var vector in MemoryMarshal.Cast<short, Vector512<short>>(words))
            {
                vector = Of(vector << (14 - fraction));
            }

            words = words[(words.Length & -Vector512<short>.Count)..];
        }

        foreach (ref var vector in MemoryMarshal.Cast<short, Vector256<short>>(words))
        {
            vector = Of(vector << (14 - fraction));
        }
    }

    /// <summary>The estimate of one X.</summary>
    public static int Of(int X, int fraction)
    {
        var t = X << (14 - fraction);
        var z = Product(t, t);
        return Half + Product(t, C0 + Product(z, C1 + Product(z, C2 + Product(z, C3 + Product(z, C4)))));

        static int Product(int a, int b) => ((a * b) + (1 << 14)) >> 15;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Of(Vector512<short> t)
    {
        var z = Avx512BW.MultiplyHighRoundScale(t, t);
        var p = Avx512BW.MultiplyHighRoundScale(z, Vector512.Create(C4)) + Vector512.Create(C3);
        p = Avx512BW.MultiplyHighRoundScale(z, p) + Vector512.Create(C2);
        p = Avx512BW.MultiplyHighRoundScale(z, p) + Vector512.Create(C1);
        p = Avx512BW.MultiplyHighRoundScale(z, p) + Vector512.Create(C0);
        return Avx512BW.MultiplyHighRoundScale(t, p) + Vector512.Create((short)Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Of(Vector256<short> t)
    {
        var z = Avx2.MultiplyHighRoundScale(t, t);
        var p = Avx2.MultiplyHighRoundScale(z, Vector256.Create(C4)) + Vector256.Create(C3);
        p = Avx2.MultiplyHighRoundScale(z, p) + Vector256.Create(C2);
        p = Avx2.MultiplyHighRoundScale(z, p) + Vector256.Create(C1);
        p = Avx2.MultiplyHighRoundScale(z, p) + Vector256.Create(C0);
        return Avx2.MultiplyHighRoundScale(t, p) + Vector256.Create((short)Half);
    }
}
