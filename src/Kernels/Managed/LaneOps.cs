using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Kernels.Managed;

/// <summary>
/// The arithmetic of one vector of cells. Each implementation computes the same integers as <see cref="FixedStep"/> for the
/// formats that it accepts; they differ in lane width and in the instructions of the processor.
/// </summary>
/// <typeparam name="TVector">A vector of lanes, one cell a lane.</typeparam>
internal interface ILaneOps<TVector>
    where TVector : unmanaged
{
    /// <summary>Cells in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>All lanes equal.</summary>
    static abstract TVector Splat(int value);

    /// <summary>Gathers lanes from integers.</summary>
    static abstract TVector Load(ReadOnlySpan<int> values);

    /// <summary>Spreads lanes to integers.</summary>
    static abstract void Store(TVector vector, Span<int> values);

    /// <summary>Writes lanes as 16-bit words.</summary>
    static abstract unsafe void StoreWords(TVector vector, short* words);

    /// <summary>(a·b) >> P.</summary>
    static abstract TVector Product(TVector a, TVector b, in LaneShifts shifts);

    /// <summary>r &lt;&lt; 2(P - F).</summary>
    static abstract TVector LiftCube(TVector r, in LaneShifts shifts);

    /// <summary>(f·C) >> 16, with C split in high and low halves.</summary>
    static abstract TVector EpsProduct(TVector f, TVector gainLow, TVector gainHigh);

    /// <summary>X &lt;&lt; e.</summary>
    static abstract TVector LiftX(TVector X, in LaneShifts shifts);

    /// <summary>A >> (k+e).</summary>
    static abstract TVector Carry(TVector A, in LaneShifts shifts);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a + b, held at the lane's range. It may reach that range only where X' is clamped in any case.</summary>
    static abstract TVector AddHeld(TVector a, TVector b);

    /// <summary>a - b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>The lesser of each pair.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>The greater of each pair.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>a AND b.</summary>
    static abstract TVector And(TVector a, TVector b);

    /// <summary>sticky OR (a XOR b): marks the lanes in which a and b ever differed.</summary>
    static abstract TVector MarkDifference(TVector sticky, TVector a, TVector b);

    /// <summary>True where a lane is too narrow for every A = Yl + (X &lt;&lt; e) + S, so that S is added in two parts, to Yl and to Yh.</summary>
    static abstract bool SplitsDrive { get; }

    /// <summary>What <see cref="Noise"/> needs to give ±A.</summary>
    /// <param name="amplitude">A.</param>
    /// <param name="bit">Which bit of a lane gives the sign, 0 or 1; set stands for +A.</param>
    static abstract TVector NoiseTable(int amplitude, int bit);

    /// <summary>+A or -A in each lane, by a bit of it.</summary>
    /// <param name="bits">Random words.</param>
    /// <param name="table">Of <see cref="NoiseTable"/>.</param>
    /// <param name="bit">A lane of which only that bit is set.</param>
    static abstract TVector Noise(TVector bits, TVector table, TVector bit);

    /// <summary>bits >> 2, lanes taken as words of 16 bits without sign.</summary>
    static abstract TVector NextBits(TVector bits);

    /// <summary>(f·C) >> 16 with each lane's own C; G is 0 or 1 where lanes are of 16 bits.</summary>
    static abstract TVector OwnEpsProduct(TVector f, TVector gainLow, TVector gainHigh);

    /// <summary>Moves generators on, <see cref="NoiseGenerator.Move"/>.</summary>
    static abstract void MoveNoise(ref TVector u, ref TVector v);
}

/// <summary>The shift counts of a format, broadcast for instructions that take them from a register.</summary>
internal readonly struct LaneShifts(CellFormat format)
{
    public readonly int ProductShift = format.ProductShift;
    public readonly int CubeShift = format.CubeShift;
    public readonly int CurrentExtraBits = format.CurrentExtraBits;
    public readonly int LowBits = format.LowBits;
    public readonly Vector128<short> LowCount = Vector128.CreateScalar((long)format.LowBits).AsInt16();
}

/// <summary>32 cells of 16 bits in a 512-bit register (AVX-512 BW). Valid where <see cref="LaneFit.Fits16"/> says so.</summary>
internal readonly struct Avx512Lanes16 : ILaneOps<Vector512<short>>
{
    public static int Lanes => 32;

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
        Avx512BW.ShiftRightArithmetic(A, shifts.LowCount);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Add(Vector512<short> a, Vector512<short> b) => Avx512BW.Add(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> AddHeld(Vector512<short> a, Vector512<short> b) => Avx512BW.AddSaturate(a, b);

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

    public static bool SplitsDrive => true;

    // A table of 32 words that the processor looks up by the lowest 5 bits of each lane: every one whose bit is set holds +A.
    public static Vector512<short> NoiseTable(int amplitude, int bit)
    {
        Span<short> table = stackalloc short[Lanes];
        for (var index = 0; index < table.Length; index++)
        {
            table[index] = (short)(((index >> bit) & 1) != 0 ? amplitude : -amplitude);
        }

        return Vector512.Create<short>(table);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Noise(Vector512<short> bits, Vector512<short> table, Vector512<short> bit) =>
        Avx512BW.PermuteVar32x16(table, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> NextBits(Vector512<short> bits) => Avx512BW.ShiftRightLogical(bits, 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> OwnEpsProduct(Vector512<short> f, Vector512<short> gainLow, Vector512<short> gainHigh) =>
        Avx512BW.Add(Avx512BW.MultiplyHigh(f, gainLow), f & (Vector512<short>.Zero - gainHigh));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveNoise(ref Vector512<short> u, ref Vector512<short> v)
    {
        var t = u ^ Avx512BW.ShiftLeftLogical(u, 5);
        u = v;
        v = (v ^ Avx512BW.ShiftRightLogical(v, 1)) ^ (t ^ Avx512BW.ShiftRightLogical(t, 3));
    }
}

/// <summary>16 cells of 16 bits in a 256-bit register (AVX2). Valid where <see cref="LaneFit.Fits16"/> says so.</summary>
internal readonly struct Avx2Lanes16 : ILaneOps<Vector256<short>>
{
    public static int Lanes => 16;

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
    public static Vector256<short> AddHeld(Vector256<short> a, Vector256<short> b) => Avx2.AddSaturate(a, b);

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

    public static bool SplitsDrive => true;

    public static Vector256<short> NoiseTable(int amplitude, int bit) => Splat(amplitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Noise(Vector256<short> bits, Vector256<short> table, Vector256<short> bit)
    {
        var minus = Vector256.Equals(bits & bit, Vector256<short>.Zero);
        return (table ^ minus) - minus;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> NextBits(Vector256<short> bits) => Vector256.ShiftRightLogical(bits, 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> OwnEpsProduct(Vector256<short> f, Vector256<short> gainLow, Vector256<short> gainHigh) =>
        Avx2.Add(Avx2.MultiplyHigh(f, gainLow), f & (Vector256<short>.Zero - gainHigh));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveNoise(ref Vector256<short> u, ref Vector256<short> v)
    {
        var t = u ^ Avx2.ShiftLeftLogical(u, 5);
        u = v;
        v = (v ^ Avx2.ShiftRightLogical(v, 1)) ^ (t ^ Avx2.ShiftRightLogical(t, 3));
    }
}

/// <summary>16 cells of 32 bits in a 512-bit vector, on any processor; valid for every format.</summary>
internal readonly struct Lanes32 : ILaneOps<Vector512<int>>
{
    public static int Lanes => 16;

    public static Vector512<int> Splat(int value) => Vector512.Create(value);

    public static Vector512<int> Load(ReadOnlySpan<int> values) => Vector512.Create(values);

    public static void Store(Vector512<int> vector, Span<int> values) => vector.CopyTo(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreWords(Vector512<int> vector, short* words) =>
        Vector256.Store(Vector256.Narrow(vector.GetLower(), vector.GetUpper()), words);

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
    public static Vector512<int> AddHeld(Vector512<int> a, Vector512<int> b) => a + b;

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

    public static bool SplitsDrive => false;

    public static Vector512<int> NoiseTable(int amplitude, int bit) => Splat(amplitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Noise(Vector512<int> bits, Vector512<int> table, Vector512<int> bit)
    {
        var minus = Vector512.Equals(bits & bit, Vector512<int>.Zero);
        return (table ^ minus) - minus;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> NextBits(Vector512<int> bits) => Vector512.ShiftRightLogical(bits, 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> OwnEpsProduct(Vector512<int> f, Vector512<int> gainLow, Vector512<int> gainHigh) =>
        EpsProduct(f, gainLow, gainHigh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveNoise(ref Vector512<int> u, ref Vector512<int> v)
    {
        var t = (u ^ Vector512.ShiftLeft(u, 5)) & Vector512.Create(0xFFFF); // words of 16 bits, never negative
        u = v;
        v = (v ^ Vector512.ShiftRightLogical(v, 1)) ^ (t ^ Vector512.ShiftRightLogical(t, 3));
    }
}
