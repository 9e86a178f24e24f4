using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Samples;

/// <summary>
/// Counts class votes in integers: at each sample the class with the largest sum over cells of weight · g(X), plus bias, wins;
/// ties go to the lower class. The same counts come from every fixed-point array and from the atlas.
/// </summary>
/// <remarks>
/// Cells are taken two at a time, their 16-bit words side by side in a 32-bit lane, which is what the processor's multiply-and-add
/// instruction wants; the scale of <see cref="FixedReadout"/> keeps every sum within 31 bits, in any order.
/// </remarks>
public sealed class FixedVoter
{
    // Samples handled at once, and the vectors that hold them: the pairs of a hundred cells take 26 KB, within the first-level cache.
    private const int BlockVectors = 8, BlockSamples = BlockVectors * 16;

    private readonly FixedReadout _readout;
    private readonly int _pairs;
    private readonly int[] _pairWeights; // [class · pairs + pair]: the weights of two cells, 16 bits each
    private readonly Vector512<int>[] _samples; // [pair · BlockVectors + vector]: the words of two cells, 16 bits each
    private readonly int[] _best = new int[BlockSamples];
    private readonly int[] _winner = new int[BlockSamples];
    private readonly int[] _sum = new int[BlockSamples];

    /// <summary>Makes a voter; it holds scratch space, so one voter serves one thread.</summary>
    public FixedVoter(FixedReadout readout)
    {
        _readout = readout;
        _pairs = (readout.Cells + 1) / 2;
        _pairWeights = new int[readout.Classes * _pairs];
        _samples = new Vector512<int>[_pairs * BlockVectors];
        for (var cell = 0; cell < readout.Cells; cell++)
        {
            for (var c = 0; c < readout.Classes; c++)
            {
                int weight = unchecked((ushort)readout.Weights[(cell * readout.Classes) + c]);
                _pairWeights[(c * _pairs) + (cell / 2)] |= weight << (16 * (cell & 1));
            }
        }
    }

    /// <summary>Votes on one image.</summary>
    /// <param name="activations">g(X) of run r at sample m: word [r · samples + m].</param>
    /// <param name="runs">For each of the image's cells, the run that it reads.</param>
    /// <param name="samples">Samples of a run.</param>
    /// <param name="votes">Gets the samples won by each class.</param>
    public void Vote(ReadOnlySpan<short> activations, ReadOnlySpan<int> runs, int samples, Span<int> votes)
    {
        votes.Clear();
        for (var start = 0; start < samples; start += BlockSamples)
        {
            var count = Math.Min(BlockSamples, samples - start);
            GatherPairs(activations, runs, samples, start, count);
            for (var c = 0; c < _readout.Classes; c++)
            {
                SumClass(c);
                TakeLarger(c);
            }

            for (var m = 0; m < count; m++)
            {
                votes[_winner[m]]++;
            }
        }
    }

    private void GatherPairs(ReadOnlySpan<short> activations, ReadOnlySpan<int> runs, int samples, int start, int count)
    {
        Span<short> even = stackalloc short[BlockSamples];
        Span<short> odd = stackalloc short[BlockSamples];
        var lowHalf = Vector512.Create(0xFFFF);
        for (var pair = 0; pair < _pairs; pair++)
        {
            activations.Slice((runs[2 * pair] * samples) + start, count).CopyTo(even);
            odd.Clear();
            if ((2 * pair) + 1 < runs.Length)
            {
                activations.Slice((runs[(2 * pair) + 1] * samples) + start, count).CopyTo(odd);
            }

            for (var v = 0; v < BlockVectors; v++)
            {
                _samples[(pair * BlockVectors) + v] = (Widen(even[(16 * v)..]) & lowHalf) | (Widen(odd[(16 * v)..]) << 16);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumClass(int c)
    {
        unchecked
        {
            ref var source = ref MemoryMarshal.GetArrayDataReference(_samples);
            var s0 = Vector512.Create(_readout.Bias[c]);
            var (s1, s2, s3, s4, s5, s6, s7) = (s0, s0, s0, s0, s0, s0, s0);
            foreach (var weights in _pairWeights.AsSpan(c * _pairs, _pairs))
            {
                var w = Vector512.Create(weights);
                s0 += PairProduct(source, w);
                s1 += PairProduct(Unsafe.Add(ref source, 1), w);
                s2 += PairProduct(Unsafe.Add(ref source, 2), w);
                s3 += PairProduct(Unsafe.Add(ref source, 3), w);
                s4 += PairProduct(Unsafe.Add(ref source, 4), w);
                s5 += PairProduct(Unsafe.Add(ref source, 5), w);
                s6 += PairProduct(Unsafe.Add(ref source, 6), w);
                s7 += PairProduct(Unsafe.Add(ref source, 7), w);
                source = ref Unsafe.Add(ref source, BlockVectors);
            }

            var sums = MemoryMarshal.Cast<int, Vector512<int>>(_sum.AsSpan());
            (sums[0], sums[1], sums[2], sums[3]) = (s0, s1, s2, s3);
            (sums[4], sums[5], sums[6], sums[7]) = (s4, s5, s6, s7);
        }
    }

    // In each 32-bit lane: low half of a times low half of b, plus high half of a times high half of b, all signed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> PairProduct(Vector512<int> a, Vector512<int> b) => Avx512BW.IsSupported
        ? Avx512BW.MultiplyAddAdjacent(a.AsInt16(), b.AsInt16())
        : (((a << 16) >> 16) * ((b << 16) >> 16)) + ((a >> 16) * (b >> 16));

    private void TakeLarger(int c)
    {
        var sums = MemoryMarshal.Cast<int, Vector512<int>>(_sum.AsSpan());
        var best = MemoryMarshal.Cast<int, Vector512<int>>(_best.AsSpan());
        var winner = MemoryMarshal.Cast<int, Vector512<int>>(_winner.AsSpan());
        for (var v = 0; v < BlockVectors; v++)
        {
            var larger = c == 0 ? Vector512<int>.AllBitsSet : Vector512.GreaterThan(sums[v], best[v]);
            best[v] = Vector512.ConditionalSelect(larger, sums[v], best[v]);
            winner[v] = Vector512.ConditionalSelect(larger, Vector512.Create(c), winner[v]);
        }
    }

    private static Vector512<int> Widen(ReadOnlySpan<short> words)
    {
        var (low, high) = Vector256.Widen(Vector256.Create(words));
        return Vector512.Create(low, high);
    }
}
