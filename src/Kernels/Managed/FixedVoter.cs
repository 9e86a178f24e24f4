using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Managed;

/// <summary>
/// Counts class votes in integers: at each sample the class with the largest sum over cells of weight · g(X), plus bias, wins;
/// ties go to the lower class. The same counts come from every fixed-point array and from the atlas.
/// </summary>
public sealed class FixedVoter
{
    // Samples handled at once: 4 KiB of sums a class, so that ten classes stay in the first-level cache.
    private const int BlockSamples = 1024;

    private readonly FixedReadout _readout;
    private readonly int[] _best = new int[BlockSamples];
    private readonly int[] _winner = new int[BlockSamples];
    private readonly int[] _sum = new int[BlockSamples];

    /// <summary>Makes a voter; it holds scratch space, so one voter serves one thread.</summary>
    public FixedVoter(FixedReadout readout) => _readout = readout;

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
            for (var c = 0; c < _readout.Classes; c++)
            {
                SumClass(activations, runs, samples, start, count, c);
                TakeLarger(count, c);
            }

            for (var m = 0; m < count; m++)
            {
                votes[_winner[m]]++;
            }
        }
    }

    private void SumClass(ReadOnlySpan<short> activations, ReadOnlySpan<int> runs, int samples, int start, int count, int c)
    {
        var sum = _sum.AsSpan(0, count);
        sum.Fill(_readout.Bias[c]);
        for (var cell = 0; cell < runs.Length; cell++)
        {
            int weight = _readout.Weights[(cell * _readout.Classes) + c];
            var row = activations.Slice((runs[cell] * samples) + start, count);
            AddScaled(sum, row, weight);
        }
    }

    private static void AddScaled(Span<int> sum, ReadOnlySpan<short> row, int weight)
    {
        unchecked
        {
            var factor = Vector512.Create(weight);
            var vectors = MemoryMarshal.Cast<int, Vector512<int>>(sum);
            var words = MemoryMarshal.Cast<short, Vector256<short>>(row);
            for (var v = 0; v < vectors.Length; v++)
            {
                var (low, high) = Vector256.Widen(words[v]);
                vectors[v] += Vector512.Create(low, high) * factor;
            }

            for (var m = vectors.Length * Vector512<int>.Count; m < sum.Length; m++)
            {
                sum[m] += row[m] * weight;
            }
        }
    }

    private void TakeLarger(int count, int c)
    {
        if (c == 0)
        {
            _sum.AsSpan(0, count).CopyTo(_best);
            _winner.AsSpan(0, count).Clear();
            return;
        }

        for (var m = 0; m < count; m++)
        {
            if (_sum[m] > _best[m])
            {
                _best[m] = _sum[m];
                _winner[m] = c;
            }
        }
    }
}
