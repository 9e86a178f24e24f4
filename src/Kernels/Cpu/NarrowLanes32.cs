using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Kernels.Cpu;

/// <summary>8 cells of 32 bits in a 256-bit vector, for processors without AVX-512; valid for every format.</summary>
internal readonly struct NarrowLanes32 : ILaneOps<Vector256<int>>
{
    public static int Lanes => 8;

    public static int VectorsInFlight => 4;

    public static Vector256<int> Splat(int value) => Vector256.Create(value);

    public static Vector256<int> Load(ReadOnlySpan<int> values) => Vector256.Create(values);

    public static void Store(Vector256<int> vector, Span<int> values) => vector.CopyTo(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreWords(Vector256<int> vector, short* words) =>
        Vector128.Store(Vector128.Narrow(vector.GetLower(), vector.GetUpper()), words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StreamWords(Vector256<int> vector, short* words) =>
        Vector128.StoreAlignedNonTemporal(Vector128.Narrow(vector.GetLower(), vector.GetUpper()), words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Product(Vector256<int> a, Vector256<int> b, in LaneShifts shifts) =>
        Vector256.ShiftRightArithmetic(a * b, shifts.ProductShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LiftCube(Vector256<int> r, in LaneShifts shifts) => Vector256.ShiftLeft(r, shifts.CubeShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> EpsProduct(Vector256<int> f, Vector256<int> gainLow, Vector256<int> gainHigh) =>
        (f * gainHigh) + Vector256.ShiftRightArithmetic(f * gainLow, 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LiftX(Vector256<int> X, in LaneShifts shifts) => Vector256.ShiftLeft(X, shifts.CurrentExtraBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Carry(Vector256<int> A, in LaneShifts shifts) =>
        Vector256.ShiftRightArithmetic(A, shifts.LowBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> a, Vector256<int> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AddSaturated(Vector256<int> a, Vector256<int> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Subtract(Vector256<int> a, Vector256<int> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Min(Vector256<int> a, Vector256<int> b) => Vector256.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Max(Vector256<int> a, Vector256<int> b) => Vector256.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> And(Vector256<int> a, Vector256<int> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MarkDifference(Vector256<int> sticky, Vector256<int> a, Vector256<int> b) => sticky | (a ^ b);

    public static bool SplitsInputWord => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Select(Vector256<int> bits, Vector256<int> bit, Vector256<int> clear, Vector256<int> set) =>
        Vector256.ConditionalSelect(Vector256.Equals(bits & bit, Vector256<int>.Zero), clear, set);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> NextBit(Vector256<int> bit) => Vector256.ShiftLeft(bit, 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> PerCellEpsProduct(Vector256<int> f, Vector256<int> gainLow, Vector256<int> gainHigh) =>
        EpsProduct(f, gainLow, gainHigh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveNoise(ref Vector256<int> u, ref Vector256<int> v)
    {
        var t = (u ^ Vector256.ShiftLeft(u, 5)) & Vector256.Create(0xFFFF); // words of 16 bits, never negative
        u = v;
        v = (v ^ Vector256.ShiftRightLogical(v, 1)) ^ (t ^ Vector256.ShiftRightLogical(t, 3));
    }
}
