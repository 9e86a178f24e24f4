using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Samples;

/// <summary>16 samples in a 512-bit register (AVX-512 BW).</summary>
internal readonly struct VoteLanes512 : IVoteLanes<Vector512<int>>
{
    public static int Lanes => 16;

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
    public static int CountOf(Vector512<int> winner, int c) =>
        BitOperations.PopCount(Vector512.Equals(winner, Vector512.Create(c)).ExtractMostSignificantBits());
}
