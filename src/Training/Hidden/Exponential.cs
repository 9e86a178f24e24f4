using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Training.Hidden;

/// <summary>e^x in single precision, with the same bits on every system, in a vector as singly.</summary>
/// <remarks>
/// Written by hand: the C library's takes one number at a time, and differs from system to system. The algorithm and its three coefficients are those of
/// Arm's optimized routines (exp2f_data.c), which glibc has too: e^x = 2^(k/32) · 2^(r/32) with k = round(32 x / ln 2), 2^(k/32) from a table, 2^(r/32) by a
/// polynomial, all in double precision. For all x from -1 to 1 the bits are those of glibc's expf.
/// </remarks>
internal static class Exponential
{
    private const int Steps = 32, StepBits = 5; // of the table, in an octave
    private const double StepsOfX = Steps * 1.4426950408889634; // 32 / ln 2
    private const double Round = 6755399441055744; // 1.5 · 2^52: what is added to it and taken away again is rounded to a whole number
    private const double C3 = 0.055503615593415351 / (Steps * Steps * Steps), C2 = 0.2402284522445722 / (Steps * Steps), C1 = 0.69314718069162029 / Steps;

    // The bits of 2^(i/32), less i at the place where k comes.
    private static readonly long[] Table =
        [.. Enumerable.Range(0, Steps).Select(i => BitConverter.DoubleToInt64Bits(Math.Pow(2, i / (double)Steps)) - ((long)i << (52 - StepBits)))];

    private static readonly Vector512<long> Table0 = Vector512.Create(Table), Table1 = Vector512.Create(Table, 8);
    private static readonly Vector512<long> Table2 = Vector512.Create(Table, 16), Table3 = Vector512.Create(Table, 24);

    /// <summary>True where <see cref="Of(Vector512{float})"/> may be asked.</summary>
    public static bool HasVectors => Avx512F.IsSupported;

    /// <summary>e^x.</summary>
    /// <param name="x">From -80 to 80.</param>
    public static float Of(float x)
    {
        unchecked
        {
            var z = StepsOfX * x;
            var rounded = z + Round;
            var k = BitConverter.DoubleToInt64Bits(rounded);
            var r = z - (rounded - Round);
            var power = BitConverter.Int64BitsToDouble(Table[k & (Steps - 1)] + (k << (52 - StepBits)));
            return (float)(((((C3 * r) + C2) * (r * r)) + ((C1 * r) + 1)) * power);
        }
    }

    /// <summary>The same of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        var (low, high) = Vector512.Widen(x);
        return Vector512.Narrow(Of(low), Of(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Of(Vector512<double> x)
    {
        unchecked
        {
            var z = x * StepsOfX;
            var rounded = z + Vector512.Create(Round);
            var k = rounded.AsInt64();
            var r = z - (rounded - Vector512.Create(Round));
            var step = k & Vector512.Create(Steps - 1L);
            var entry = Vector512.ConditionalSelect(
                Vector512.LessThan(step, Vector512.Create(Steps / 2L)),
                Avx512F.PermuteVar8x64x2(Table0, step, Table1), Avx512F.PermuteVar8x64x2(Table2, step, Table3));
            var power = (entry + (k << (52 - StepBits))).AsDouble();
            return ((((r * C3) + Vector512.Create(C2)) * (r * r)) + ((r * C1) + Vector512<double>.One)) * power;
        }
    }
}
