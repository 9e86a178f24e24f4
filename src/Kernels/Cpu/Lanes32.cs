using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Kernels.Cpu;

/// <summary>16 cells of 32 bits in a 512-bit vector; valid for every format. Without AVX-512, <see cref="NarrowLanes32"/> is many times as fast.</summary>
internal readonly struct Lanes32 : ILaneOps<Vector512<int>>
{
    public static int Lanes => 16;

    public static int VectorsInFlight => 6;

    public static Vector512<int> Splat(int value) => Vector512.Create(value);

    public static Vector512<int> Load(ReadOnlySpan<int> values) => Vector512.Create(values);

    public static void Store(Vector512<int> vector, Span<int> values) => vector.CopyTo(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreWords(Vector512<int> vector, short* words) =>
        Vector256.Store(Vector256.Narrow(vector.GetLower(), vector.GetUpper()), words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StreamWords(Vector512<int> vector, short* words) =>
        Vector256.StoreAlignedNonTemporal(Vector256.Narrow(vector.GetLower(), vector.GetUpper()), words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Product(Vector512<int> a, Vector512<int> b, in LaneShifts shifts) =>
        Vector512.ShiftRightArithmetic(a * b, shifts.ProductShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LiftCube(Vector512<int> r, in LaneShifts shifts) => Vector512.ShiftLeft(r, shifts.CubeShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> EpsProduct(Vector512<int> f, Vector512<int> gainLow, Vector512<int> gainHigh) =>
        (f * gainHigh) + Vector512.ShiftRightArithmetic(f * gainLow, 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LiftX(Vector512<int> X, in LaneShifts shifts) => Vector512.ShiftLeft(X, shifts.CurrentExtraBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Carry(Vector512<int> A, in LaneShifts shifts) =>
        Vector512.ShiftRightArithmetic(A, shifts.LowBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> a, Vector512<int> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> AddSaturated(Vector512<int> a, Vector512<int> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Subtract(Vector512<int> a, Vector512<int> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Min(Vector512<int> a, Vector512<int> b) => Vector512.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Max(Vector512<int> a, Vector512<int> b) => Vector512.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> And(Vector512<int> a, Vector512<int> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MarkDifference(Vector512<int> sticky, Vector512<int> a, Vector512<int> b) => sticky | (a ^ b);

    public static bool SplitsInputWord => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Select(Vector512<int> bits, Vector512<int> bit, Vector512<int> clear, Vector512<int> set) =>
        Vector512.ConditionalSelect(Vector512.Equals(bits & bit, Vector512<int>.Zero), clear, set);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> NextBit(Vector512<int> bit) => Vector512.ShiftLeft(bit, 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> PerCellEpsProduct(Vector512<int> f, Vector512<int> gainLow, Vector512<int> gainHigh) =>
        EpsProduct(f, gainLow, gainHigh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveNoise(ref Vector512<int> u, ref Vector512<int> v)
    {
        var t = (u ^ Vector512.ShiftLeft(u, 5)) & Vector512.Create(0xFFFF); // words of 16 bits, never negative
        u = v;
        v = (v ^ Vector512.ShiftRightLogical(v, 1)) ^ (t ^ Vector512.ShiftRightLogical(t, 3));
    }
}
