using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Samples;

/// <summary>16 samples in a 512-bit register (AVX-512 BW).</summary>
internal readonly struct VoteLanes512 : IVoteLanes<Vector512<int>>
{
    public static int Lanes => 16;

    public static bool HasTenClasses => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Splat(int value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<int> First, Vector512<int> Second) Pairs(ref short even, ref short odd)
    {
        var (a, b) = (Vector512.LoadUnsafe(ref even), Vector512.LoadUnsafe(ref odd));
        return (Avx512BW.UnpackLow(a, b).AsInt32(), Avx512BW.UnpackHigh(a, b).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> sum, Vector512<int> pairs, Vector512<int> weights) =>
        sum + Avx512BW.MultiplyAddAdjacent(pairs.AsInt16(), weights.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TakeLarger(ref Vector512<int> best, ref Vector512<int> winner, Vector512<int> sum, int c)
    {
        winner = Vector512.ConditionalSelect(Vector512.GreaterThan(sum, best), Vector512.Create(c), winner);
        best = Vector512.Max(sum, best);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TakeSecond(ref Vector512<int> second, Vector512<int> best, Vector512<int> sum) =>
        second = Vector512.Max(second, Vector512.Min(best, sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LanesOf(Vector512<int> winner, int c) => (uint)Vector512.Equals(winner, Vector512.Create(c)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LanesInDoubt(Vector512<int> best, Vector512<int> second, uint doubt) =>
        (uint)Vector512.LessThan((best - second).AsUInt32(), Vector512.Create(doubt)).ExtractMostSignificantBits();

    public static int SampleOfFirst(int lane) => (lane / 4 * 8) + (lane % 4);

    public static int SampleOfSecond(int lane) => SampleOfFirst(lane) + 4;
}
