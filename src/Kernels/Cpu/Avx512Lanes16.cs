using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>32 cells of 16 bits in a 512-bit register (AVX-512 BW). Valid where <see cref="LaneFit.Fits16"/> says so.</summary>
internal readonly struct Avx512Lanes16 : ILaneOps<Vector512<short>>
{
    public static int Lanes => 32;

    public static int VectorsInFlight => 6;

    public static Vector512<short> Splat(int value) => Vector512.Create(unchecked((short)value));

    public static Vector512<short> Load(ReadOnlySpan<int> values) =>
        Vector512.Narrow(Vector512.Create(values), Vector512.Create(values[16..]));

    public static void Store(Vector512<short> vector, Span<int> values)
    {
        var (low, high) = Vector512.Widen(vector);
        low.CopyTo(values);
        high.CopyTo(values[16..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreWords(Vector512<short> vector, short* words) => Vector512.Store(vector, words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StreamWords(Vector512<short> vector, short* words) => Vector512.StoreAlignedNonTemporal(vector, words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Product(Vector512<short> a, Vector512<short> b, in LaneShifts shifts) => Avx512BW.MultiplyHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> LiftCube(Vector512<short> r, in LaneShifts shifts) => Avx512BW.ShiftLeftLogical(r, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> EpsProduct(Vector512<short> f, Vector512<short> gainLow, Vector512<short> gainHigh) =>
        Avx512BW.MultiplyHigh(f, gainLow);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> LiftX(Vector512<short> X, in LaneShifts shifts) => X;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Carry(Vector512<short> A, in LaneShifts shifts) =>
        Avx512BW.ShiftRightArithmeticVariable(A, shifts.LowCounts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Add(Vector512<short> a, Vector512<short> b) => Avx512BW.Add(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> AddSaturated(Vector512<short> a, Vector512<short> b) => Avx512BW.AddSaturate(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Subtract(Vector512<short> a, Vector512<short> b) => Avx512BW.Subtract(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Min(Vector512<short> a, Vector512<short> b) => Avx512BW.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Max(Vector512<short> a, Vector512<short> b) => Avx512BW.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> And(Vector512<short> a, Vector512<short> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> MarkDifference(Vector512<short> sticky, Vector512<short> a, Vector512<short> b) =>
        Avx512F.TernaryLogic(sticky, a, b, 0xF6); // sticky | (a ^ b)

    public static bool SplitsInputWord => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Select(Vector512<short> bits, Vector512<short> bit, Vector512<short> clear, Vector512<short> set) =>
        Vector512.ConditionalSelect(Vector512.Equals(bits & bit, Vector512<short>.Zero), clear, set);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> NextBit(Vector512<short> bit) => Vector512.ShiftLeft(bit, 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> PerCellEpsProduct(Vector512<short> f, Vector512<short> gainLow, Vector512<short> gainHigh) =>
        Avx512BW.Add(Avx512BW.MultiplyHigh(f, gainLow), f & (Vector512<short>.Zero - gainHigh));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveNoise(ref Vector512<short> u, ref Vector512<short> v)
    {
        var t = u ^ Avx512BW.ShiftLeftLogical(u, 5);
        u = v;
        v = (v ^ Avx512BW.ShiftRightLogical(v, 1)) ^ (t ^ Avx512BW.ShiftRightLogical(t, 3));
    }
}
