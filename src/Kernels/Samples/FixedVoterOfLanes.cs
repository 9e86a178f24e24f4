using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FhnHw.Kernels.Samples;

/// <summary>Votes in vectors of samples: the sums of five classes, or of ten where there are 32 registers, stay in these while all cells go by.</summary>
/// <remarks>
/// Cells are taken two at a time, their 16-bit words side by side in a 32-bit lane, which is what the processor's multiply-and-add
/// instruction wants; the scale of <see cref="FixedReadout"/> keeps every sum within 31 bits, in any order. Classes that fill the last group up have
/// weight 0 and the least bias, so they win nothing.
/// </remarks>
internal sealed class FixedVoter<TLanes, TVector> : FixedVoter
    where TLanes : struct, IVoteLanes<TVector>
    where TVector : unmanaged
{
    private const int Five = 5, Ten = 10;
    private const int ImagesAtATime = 8;

    private readonly int _cells, _classes, _pairs, _groupClasses, _groups;
    private readonly int[] _weights; // [(group · pairs + pair) · classes of a group + class]: the weights of two cells, 16 bits each
    private readonly int[] _bias; // [group · classes of a group + class]
    private readonly (uint First, uint Second)[] _used = UsedLanes();

    public FixedVoter(FixedReadout readout)
    {
        (_cells, _classes) = (readout.Cells, readout.Classes);
        _pairs = (readout.Cells + 1) / 2;
        _groupClasses = TLanes.HasTenClasses && (_classes - 1) % Ten >= Five ? Ten : Five; // no more classes are filled up than by fives
        _groups = (_classes + _groupClasses - 1) / _groupClasses;
        _weights = new int[_groups * _pairs * _groupClasses];
        _bias = new int[_groups * _groupClasses];
        _bias.AsSpan().Fill(int.MinValue);
        readout.Bias.CopyTo(_bias, 0);
        for (var cell = 0; cell < readout.Cells; cell++)
        {
            for (var c = 0; c < _classes; c++)
            {
                var place = ((((c / _groupClasses) * _pairs) + (cell / 2)) * _groupClasses) + (c % _groupClasses);
                int weight = unchecked((ushort)readout.Weights[(cell * _classes) + c]);
                _weights[place] |= weight << (16 * (cell & 1));
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddEach(ReadOnlySpan<short> block, ReadOnlySpan<int> runs, ReadOnlySpan<int> images, int samples, Span<int> votes)
    {
        // Counting branches by what the sums are, so it waits for them: of some images at once it waits once.
        Span<(TVector A, TVector B)> winners = stackalloc (TVector A, TVector B)[Math.Min(ImagesAtATime, images.Length)];
        for (var from = 0; from < images.Length; from += ImagesAtATime)
        {
            var some = images[from..Math.Min(from + ImagesAtATime, images.Length)];
            for (var start = 0; start < samples; start += 2 * TLanes.Lanes)
            {
                ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(block), start);
                for (var index = 0; index < some.Length; index++)
                {
                    var next = RunsOf(runs, images[Math.Min(from + index + 1, images.Length - 1)]);
                    winners[index] = Winners(ref first, RunsOf(runs, some[index]), next, 0, out _, out _);
                }

                var (usedA, usedB) = _used[Math.Min(samples - start, 2 * TLanes.Lanes)];
                for (var index = 0; index < some.Length; index++)
                {
                    CountWinners(ref winners[index], usedA | (usedB << TLanes.Lanes), votes.Slice(some[index] * _classes, _classes));
                }
            }
        }
    }

    /// <inheritdoc/>
    internal override uint AddClear(ReadOnlySpan<short> block, ReadOnlySpan<int> runs, int samples, uint doubt, Span<int> votes)
    {
        var open = 0u;
        for (var start = 0; start < samples; start += 2 * TLanes.Lanes)
        {
            ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(block), start);
            var winners = Winners(ref first, runs, runs, doubt, out var doubtA, out var doubtB);
            var (usedA, usedB) = _used[Math.Min(samples - start, 2 * TLanes.Lanes)];
            if (((doubtA & usedA) | (doubtB & usedB)) != 0)
            {
                open |= (SamplesOf(doubtA & usedA, TLanes.SampleOfFirst) | SamplesOf(doubtB & usedB, TLanes.SampleOfSecond)) << start;
            }

            CountWinners(ref winners, (usedA & ~doubtA) | ((usedB & ~doubtB) << TLanes.Lanes), votes);
        }

        return open;
    }

    private ReadOnlySpan<int> RunsOf(ReadOnlySpan<int> runs, int image) => runs.Slice(image * _cells, _cells);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (TVector A, TVector B) Winners(
        ref short block, ReadOnlySpan<int> runs, ReadOnlySpan<int> next, uint doubt, out uint doubtA, out uint doubtB) => _groupClasses == Ten
        ? WinnersByTen(ref block, runs, next, doubt, out doubtA, out doubtB)
        : WinnersByFive(ref block, runs, next, doubt, out doubtA, out doubtB);

    // Class by class of those that win: mostly one wins all.
    private static void CountWinners(ref (TVector A, TVector B) winners, uint lanes, Span<int> votes)
    {
        var classes = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<(TVector, TVector), int>(ref winners), 2 * TLanes.Lanes);
        while (lanes != 0)
        {
            var c = classes[BitOperations.TrailingZeroCount(lanes)];
            var won = lanes & (TLanes.LanesOf(winners.A, c) | (TLanes.LanesOf(winners.B, c) << TLanes.Lanes));
            votes[c] += BitOperations.PopCount(won);
            lanes ^= won;
        }
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
    private (TVector A, TVector B) WinnersByFive(
        ref short block, ReadOnlySpan<int> runs, ReadOnlySpan<int> next, uint doubt, out uint doubtA, out uint doubtB)
    {
        unchecked
        {
            ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
            var (bestA, winnerA) = (TLanes.Splat(int.MinValue), TLanes.Splat(0));
            var (bestB, winnerB) = (bestA, winnerA);
            var (secondA, secondB) = (bestA, bestA);
            for (var c = 0; c < _groups * Five; c += Five)
            {
                var (a0, a1, a2, a3, a4) = (Bias(c), Bias(c + 1), Bias(c + 2), Bias(c + 3), Bias(c + 4));
                var (b0, b1, b2, b3, b4) = (a0, a1, a2, a3, a4);
                for (var cell = 0; cell < runs.Length; cell += 2)
                {
                    // An odd last cell is paired with itself, with weight 0.
                    ref var even = ref Unsafe.Add(ref block, runs[cell] * ActivationBlocks.Samples);
                    ref var odd = ref cell + 1 < runs.Length ? ref Unsafe.Add(ref block, runs[cell + 1] * ActivationBlocks.Samples) : ref even;
                    var (x, y) = TLanes.Pairs(ref even, ref odd);
                    Prefetch(ref block, next, cell);
                    (a0, b0) = Add(a0, b0, x, y, TLanes.Splat(weights));
                    (a1, b1) = Add(a1, b1, x, y, TLanes.Splat(Unsafe.Add(ref weights, 1)));
                    (a2, b2) = Add(a2, b2, x, y, TLanes.Splat(Unsafe.Add(ref weights, 2)));
                    (a3, b3) = Add(a3, b3, x, y, TLanes.Splat(Unsafe.Add(ref weights, 3)));
                    (a4, b4) = Add(a4, b4, x, y, TLanes.Splat(Unsafe.Add(ref weights, 4)));
                    weights = ref Unsafe.Add(ref weights, Five);
                }

                Take(ref bestA, ref secondA, ref winnerA, a0, c, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b0, c, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a1, c + 1, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b1, c + 1, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a2, c + 2, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b2, c + 2, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a3, c + 3, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b3, c + 3, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a4, c + 4, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b4, c + 4, doubt);
            }

            doubtA = TLanes.LanesInDoubt(bestA, secondA, doubt);
            doubtB = TLanes.LanesInDoubt(bestB, secondB, doubt);
            return (winnerA, winnerB);
        }
    }

    // The same by ten: each cell's samples are read and interleaved once for all of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (TVector A, TVector B) WinnersByTen(
        ref short block, ReadOnlySpan<int> runs, ReadOnlySpan<int> next, uint doubt, out uint doubtA, out uint doubtB)
    {
        unchecked
        {
            ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
            var (bestA, winnerA) = (TLanes.Splat(int.MinValue), TLanes.Splat(0));
            var (bestB, winnerB) = (bestA, winnerA);
            var (secondA, secondB) = (bestA, bestA);
            for (var c = 0; c < _groups * Ten; c += Ten)
            {
                var (a0, a1, a2, a3) = (Bias(c), Bias(c + 1), Bias(c + 2), Bias(c + 3));
                var (a4, a5, a6) = (Bias(c + 4), Bias(c + 5), Bias(c + 6));
                var (a7, a8, a9) = (Bias(c + 7), Bias(c + 8), Bias(c + 9));
                var (b0, b1, b2, b3, b4, b5, b6, b7, b8, b9) = (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9);
                for (var cell = 0; cell < runs.Length; cell += 2)
                {
                    ref var even = ref Unsafe.Add(ref block, runs[cell] * ActivationBlocks.Samples);
                    ref var odd = ref cell + 1 < runs.Length ? ref Unsafe.Add(ref block, runs[cell + 1] * ActivationBlocks.Samples) : ref even;
                    var (x, y) = TLanes.Pairs(ref even, ref odd);
                    Prefetch(ref block, next, cell);
                    (a0, b0) = Add(a0, b0, x, y, TLanes.Splat(weights));
                    (a1, b1) = Add(a1, b1, x, y, TLanes.Splat(Unsafe.Add(ref weights, 1)));
                    (a2, b2) = Add(a2, b2, x, y, TLanes.Splat(Unsafe.Add(ref weights, 2)));
                    (a3, b3) = Add(a3, b3, x, y, TLanes.Splat(Unsafe.Add(ref weights, 3)));
                    (a4, b4) = Add(a4, b4, x, y, TLanes.Splat(Unsafe.Add(ref weights, 4)));
                    (a5, b5) = Add(a5, b5, x, y, TLanes.Splat(Unsafe.Add(ref weights, 5)));
                    (a6, b6) = Add(a6, b6, x, y, TLanes.Splat(Unsafe.Add(ref weights, 6)));
                    (a7, b7) = Add(a7, b7, x, y, TLanes.Splat(Unsafe.Add(ref weights, 7)));
                    (a8, b8) = Add(a8, b8, x, y, TLanes.Splat(Unsafe.Add(ref weights, 8)));
                    (a9, b9) = Add(a9, b9, x, y, TLanes.Splat(Unsafe.Add(ref weights, 9)));
                    weights = ref Unsafe.Add(ref weights, Ten);
                }

                Take(ref bestA, ref secondA, ref winnerA, a0, c, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b0, c, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a1, c + 1, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b1, c + 1, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a2, c + 2, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b2, c + 2, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a3, c + 3, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b3, c + 3, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a4, c + 4, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b4, c + 4, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a5, c + 5, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b5, c + 5, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a6, c + 6, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b6, c + 6, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a7, c + 7, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b7, c + 7, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a8, c + 8, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b8, c + 8, doubt);
                Take(ref bestA, ref secondA, ref winnerA, a9, c + 9, doubt);
                Take(ref bestB, ref secondB, ref winnerB, b9, c + 9, doubt);
            }

            doubtA = TLanes.LanesInDoubt(bestA, secondA, doubt);
            doubtB = TLanes.LanesInDoubt(bestB, secondB, doubt);
            return (winnerA, winnerB);
        }
    }

    // The rows of the same two cells of the image that is next: from the second-level cache they take a while.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(ref short block, ReadOnlySpan<int> next, int cell)
    {
        CacheLines.Prefetch(ref Unsafe.Add(ref block, next[cell] * ActivationBlocks.Samples));
        CacheLines.Prefetch(ref Unsafe.Add(ref block, next[Math.Min(cell + 1, next.Length - 1)] * ActivationBlocks.Samples));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector A, TVector B) Add(TVector a, TVector b, TVector x, TVector y, TVector weights) =>
        (TLanes.MultiplyAdd(a, x, weights), TLanes.MultiplyAdd(b, y, weights));

    // The second largest sum is asked for only where winners may be in doubt.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(ref TVector best, ref TVector second, ref TVector winner, TVector sum, int c, uint doubt)
    {
        if (doubt != 0)
        {
            TLanes.TakeSecond(ref second, best, sum);
        }

        TLanes.TakeLarger(ref best, ref winner, sum, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Bias(int c) => TLanes.Splat(_bias[c]);
}
