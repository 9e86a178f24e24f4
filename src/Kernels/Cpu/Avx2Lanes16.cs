using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>16 cells of 16 bits in a 256-bit register (AVX2). Valid where <see cref="LaneFit.Fits16"/> says so.</summary>
internal readonly struct Avx2Lanes16 : ILaneOps<Vector256<short>>
{
    public static int Lanes => 16;

    public static int VectorsInFlight => Avx512BW.VL.IsSupported ? 6 : 4;

    public static Vector256<short> Splat(int value) => Vector256.Create(unchecked((short)value));

    public static Vector256<short> Load(ReadOnlySpan<int> values) =>
        Vector256.Narrow(Vector256.Create(values), Vector256.Create(values[8..]));

    public static void Store(Vector256<short> vector, Span<int> values)
    {
        var (low, high) = Vector256.Widen(vector);
        low.CopyTo(values);
        high.CopyTo(values[8..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreWords(Vector256<short> vector, short* words) => Vector256.Store(vector, words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StreamWords(Vector256<short> vector, short* words) => Vector256.StoreAlignedNonTemporal(vector, words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Product(Vector256<short> a, Vector256<short> b, in LaneShifts shifts) => Avx2.MultiplyHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> LiftCube(Vector256<short> r, in LaneShifts shifts) => Avx2.ShiftLeftLogical(r, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> EpsProduct(Vector256<short> f, Vector256<short> gainLow, Vector256<short> gainHigh) =>
        Avx2.MultiplyHigh(f, gainLow);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> LiftX(Vector256<short> X, in LaneShifts shifts) => X;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Carry(Vector256<short> A, in LaneShifts shifts) =>
        Avx2.ShiftRightArithmetic(A, shifts.LowCount);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Add(Vector256<short> a, Vector256<short> b) => Avx2.Add(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> AddSaturated(Vector256<short> a, Vector256<short> b) => Avx2.AddSaturate(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Subtract(Vector256<short> a, Vector256<short> b) => Avx2.Subtract(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Min(Vector256<short> a, Vector256<short> b) => Avx2.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Max(Vector256<short> a, Vector256<short> b) => Avx2.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> And(Vector256<short> a, Vector256<short> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> MarkDifference(Vector256<short> sticky, Vector256<short> a, Vector256<short> b) => sticky | (a ^ b);

    public static bool SplitsInputWord => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Select(Vector256<short> bits, Vector256<short> bit, Vector256<short> clear, Vector256<short> set) =>
        Vector256.ConditionalSelect(Vector256.Equals(bits & bit, Vector256<short>.Zero), clear, set);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> NextBit(Vector256<short> bit) => Vector256.ShiftLeft(bit, 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> PerCellEpsProduct(Vector256<short> f, Vector256<short> gainLow, Vector256<short> gainHigh) =>
        Avx2.Add(Avx2.MultiplyHigh(f, gainLow), f & (Vector256<short>.Zero - gainHigh));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveNoise(ref Vector256<short> u, ref Vector256<short> v)
    {
        var t = u ^ Avx2.ShiftLeftLogical(u, 5);
        u = v;
        v = (v ^ Avx2.ShiftRightLogical(v, 1)) ^ (t ^ Avx2.ShiftRightLogical(t, 3));
    }
}
