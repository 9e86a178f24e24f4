using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Samples;

/// <summary>8 samples in a 256-bit register, on any processor; with AVX2 and AVX-VNNI a multiplication and addition of pairs is one instruction.</summary>
internal readonly struct VoteLanes256 : IVoteLanes<Vector256<int>>
{
    public static int Lanes => 8;

    public static bool HasTenClasses => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Splat(int value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<int> First, Vector256<int> Second) Pairs(ref short even, ref short odd)
    {
        var (a, b) = (Vector256.LoadUnsafe(ref even), Vector256.LoadUnsafe(ref odd));
        if (Avx2.IsSupported)
        {
            return (Avx2.UnpackLow(a, b).AsInt32(), Avx2.UnpackHigh(a, b).AsInt32());
        }

        var low = Vector256.Create(0xFFFF);
        return ((a.AsInt32() & low) | (b.AsInt32() << 16), (a.AsInt32() >>> 16) | (b.AsInt32() & ~low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sum, Vector256<int> pairs, Vector256<int> weights)
    {
        if (AvxVnni.IsSupported)
        {
            return AvxVnni.MultiplyWideningAndAdd(sum, pairs.AsInt16(), weights.AsInt16());
        }

        return Avx2.IsSupported
            ? sum + Avx2.MultiplyAddAdjacent(pairs.AsInt16(), weights.AsInt16())
            : sum + (((pairs << 16) >> 16) * ((weights << 16) >> 16)) + ((pairs >> 16) * (weights >> 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TakeLarger(ref Vector256<int> best, ref Vector256<int> winner, Vector256<int> sum, int c)
    {
        winner = Vector256.ConditionalSelect(Vector256.GreaterThan(sum, best), Vector256.Create(c), winner);
        best = Vector256.Max(sum, best);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TakeSecond(ref Vector256<int> second, Vector256<int> best, Vector256<int> sum) =>
        second = Vector256.Max(second, Vector256.Min(best, sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LanesOf(Vector256<int> winner, int c) => (uint)Vector256.Equals(winner, Vector256.Create(c)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LanesInDoubt(Vector256<int> best, Vector256<int> second, uint doubt) =>
        (uint)Vector256.LessThan((best - second).AsUInt32(), Vector256.Create(doubt)).ExtractMostSignificantBits();

    public static int SampleOfFirst(int lane) => Avx2.IsSupported ? (lane / 4 * 8) + (lane % 4) : 2 * lane;

    public static int SampleOfSecond(int lane) => SampleOfFirst(lane) + (Avx2.IsSupported ? 4 : 1);
}
