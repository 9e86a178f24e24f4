using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FhnHw.Kernels.Samples;

/// <summary>Votes in vectors of samples: the sums of five classes stay in registers while all cells go by.</summary>
/// <remarks>
/// Cells are taken two at a time, their 16-bit words side by side in a 32-bit lane, which is what the processor's multiply-and-add
/// instruction wants; the scale of <see cref="FixedReadout"/> keeps every sum within 31 bits, in any order. Classes that fill the last five up have
/// weight 0 and the least bias, so they win nothing.
/// </remarks>
internal sealed class FixedVoter<TLanes, TVector> : FixedVoter
    where TLanes : struct, IVoteLanes<TVector>
    where TVector : unmanaged
{
    private const int GroupClasses = 5;

    private readonly int _classes, _pairs, _groups;
    private readonly int[] _weights; // [(group · pairs + pair) · 5 + class]: the weights of two cells, 16 bits each
    private readonly int[] _bias; // [group · 5 + class]
    private readonly (uint First, uint Second)[] _used = UsedLanes();

    public FixedVoter(FixedReadout readout)
    {
        _classes = readout.Classes;
        _pairs = (readout.Cells + 1) / 2;
        _groups = (_classes + GroupClasses - 1) / GroupClasses;
        _weights = new int[_groups * _pairs * GroupClasses];
        _bias = new int[_groups * GroupClasses];
        _bias.AsSpan().Fill(int.MinValue);
        readout.Bias.CopyTo(_bias, 0);
        for (var cell = 0; cell < readout.Cells; cell++)
        {
            for (var c = 0; c < _classes; c++)
            {
                var place = ((((c / GroupClasses) * _pairs) + (cell / 2)) * GroupClasses) + (c % GroupClasses);
                int weight = unchecked((ushort)readout.Weights[(cell * _classes) + c]);
                _weights[place] |= weight << (16 * (cell & 1));
            }
        }
    }

    /// <inheritdoc/>
    internal override uint AddClear(ReadOnlySpan<short> block, ReadOnlySpan<int> runs, int samples, uint doubt, Span<int> votes)
    {
        if (runs.ContainsAnyExceptInRange(0, (block.Length / ActivationBlocks.Samples) - 1))
        {
            throw new ArgumentOutOfRangeException(nameof(runs), "A cell reads a run that the block does not have.");
        }

        var open = 0u;
        for (var start = 0; start < samples; start += 2 * TLanes.Lanes)
        {
            var (winnerA, winnerB) = Winners(ref Unsafe.Add(ref MemoryMarshal.GetReference(block), start), runs, doubt, out var doubtA, out var doubtB);
            var (usedA, usedB) = _used[Math.Min(samples - start, 2 * TLanes.Lanes)];
            if (((doubtA & usedA) | (doubtB & usedB)) != 0)
            {
                open |= (SamplesOf(doubtA & usedA, TLanes.SampleOfFirst) | SamplesOf(doubtB & usedB, TLanes.SampleOfSecond)) << start;
            }

            (usedA, usedB) = (usedA & ~doubtA, usedB & ~doubtB);
            for (var (c, left) = (0, BitOperations.PopCount(usedA) + BitOperations.PopCount(usedB)); left > 0; c++)
            {
                var won = BitOperations.PopCount(TLanes.LanesOf(winnerA, c) & usedA) + BitOperations.PopCount(TLanes.LanesOf(winnerB, c) & usedB);
                votes[c] += won;
                left -= won;
            }
        }

        return open;
    }

    // For each number of samples, the lanes that hold them, of the first and of the second vector.
    private static (uint First, uint Second)[] UsedLanes()
    {
        var used = new (uint First, uint Second)[(2 * TLanes.Lanes) + 1];
        for (var lane = 0; lane < TLanes.Lanes; lane++)
        {
            for (var samples = 0; samples < used.Length; samples++)
            {
                used[samples].First |= TLanes.SampleOfFirst(lane) < samples ? 1u << lane : 0;
                used[samples].Second |= TLanes.SampleOfSecond(lane) < samples ? 1u << lane : 0;
            }
        }

        return used;
    }

    private static uint SamplesOf(uint lanes, Func<int, int> sampleOf)
    {
        var samples = 0u;
        for (; lanes != 0; lanes &= lanes - 1)
        {
            samples |= 1u << sampleOf(BitOperations.TrailingZeroCount(lanes));
        }

        return samples;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (TVector A, TVector B) Winners(ref short block, ReadOnlySpan<int> runs, uint doubt, out uint doubtA, out uint doubtB)
    {
        unchecked
        {
            ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
            var (bestA, winnerA) = (TLanes.Splat(int.MinValue), TLanes.Splat(0));
            var (bestB, winnerB) = (bestA, winnerA);
            var (secondA, secondB) = (bestA, bestA);
            for (var c = 0; c < _groups * GroupClasses; c += GroupClasses)
            {
                var (a0, a1, a2) = (TLanes.Splat(_bias[c]), TLanes.Splat(_bias[c + 1]), TLanes.Splat(_bias[c + 2]));
                var (a3, a4) = (TLanes.Splat(_bias[c + 3]), TLanes.Splat(_bias[c + 4]));
                var (b0, b1, b2, b3, b4) = (a0, a1, a2, a3, a4);
                for (var cell = 0; cell < runs.Length; cell += 2)
                {
                    // An odd last cell is paired with itself, with weight 0.
                    ref var even = ref Unsafe.Add(ref block, runs[cell] * ActivationBlocks.Samples);
                    ref var odd = ref cell + 1 < runs.Length ? ref Unsafe.Add(ref block, runs[cell + 1] * ActivationBlocks.Samples) : ref even;
                    var (x, y) = TLanes.Pairs(ref even, ref odd);
                    var w0 = TLanes.Splat(weights);
                    var w1 = TLanes.Splat(Unsafe.Add(ref weights, 1));
                    var w2 = TLanes.Splat(Unsafe.Add(ref weights, 2));
                    var w3 = TLanes.Splat(Unsafe.Add(ref weights, 3));
                    var w4 = TLanes.Splat(Unsafe.Add(ref weights, 4));
                    (a0, b0) = (TLanes.MultiplyAdd(a0, x, w0), TLanes.MultiplyAdd(b0, y, w0));
                    (a1, b1) = (TLanes.MultiplyAdd(a1, x, w1), TLanes.MultiplyAdd(b1, y, w1));
                    (a2, b2) = (TLanes.MultiplyAdd(a2, x, w2), TLanes.MultiplyAdd(b2, y, w2));
                    (a3, b3) = (TLanes.MultiplyAdd(a3, x, w3), TLanes.MultiplyAdd(b3, y, w3));
                    (a4, b4) = (TLanes.MultiplyAdd(a4, x, w4), TLanes.MultiplyAdd(b4, y, w4));
                    weights = ref Unsafe.Add(ref weights, GroupClasses);
                }

                TLanes.TakeLarger(ref bestA, ref secondA, ref winnerA, a0, c);
                TLanes.TakeLarger(ref bestB, ref secondB, ref winnerB, b0, c);
                TLanes.TakeLarger(ref bestA, ref secondA, ref winnerA, a1, c + 1);
                TLanes.TakeLarger(ref bestB, ref secondB, ref winnerB, b1, c + 1);
                TLanes.TakeLarger(ref bestA, ref secondA, ref winnerA, a2, c + 2);
                TLanes.TakeLarger(ref bestB, ref secondB, ref winnerB, b2, c + 2);
                TLanes.TakeLarger(ref bestA, ref secondA, ref winnerA, a3, c + 3);
                TLanes.TakeLarger(ref bestB, ref secondB, ref winnerB, b3, c + 3);
                TLanes.TakeLarger(ref bestA, ref secondA, ref winnerA, a4, c + 4);
                TLanes.TakeLarger(ref bestB, ref secondB, ref winnerB, b4, c + 4);
            }

            doubtA = TLanes.LanesInDoubt(bestA, secondA, doubt);
            doubtB = TLanes.LanesInDoubt(bestB, secondB, doubt);
            return (winnerA, winnerB);
        }
    }
}
