using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Samples;

/// <summary>
/// Turns samples of X, which arrays give row by row in time, into blocks of g(X) in which the samples of a run stand side by side. Votes and
/// sums read blocks: a run's row is one cache line, and a block of a few thousand runs stays in the second-level cache.
/// </summary>
public static class ActivationBlocks
{
    /// <summary>Samples of a block.</summary>
    public const int Samples = 32;

    // Rows and runs of a tile, which is turned in registers.
    private const int TileRows = 8, TileRuns = 16;

    /// <summary>How many blocks hold the samples of a run.</summary>
    public static int Count(int samples) => (samples + Samples - 1) / Samples;

    /// <summary>Fills block[run · 32 + m] = g(words[m · rowLength + run]), and 0 for samples beyond the last.</summary>
    /// <param name="block">Gets runs × 32 words.</param>
    /// <param name="words">X, LSBs of 2^-F; row by row.</param>
    /// <param name="rowLength">Words from one sample to the next, at least <paramref name="runs"/>.</param>
    /// <param name="runs">Number of runs.</param>
    /// <param name="samples">Rows, 1 to 32.</param>
    /// <param name="readout">Gives g as a table.</param>
    public static void Fill(Span<short> block, ReadOnlySpan<short> words, int rowLength, int runs, int samples, FixedReadout readout)
    {
        Turn(block, words, rowLength, runs, samples);
        if (readout.Nonlinearity != Nonlinearity.Linear)
        {
            Apply(block[..(runs * Samples)], samples, readout);
        }
    }

    /// <summary>Fills block[run · 32 + m] = words[m · rowLength + run], and 0 for samples beyond the last; parameters as for <see cref="Fill"/>.</summary>
    public static void Turn(Span<short> block, ReadOnlySpan<short> words, int rowLength, int runs, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((samples - 1) * rowLength + runs, words.Length, nameof(words));
        block = block[..(runs * Samples)];
        if (samples < Samples)
        {
            block.Clear();
        }

        var turned = Avx2.IsSupported ? (Rows: samples / TileRows * TileRows, Runs: runs / TileRuns * TileRuns) : (Rows: 0, Runs: 0);
        for (var run = 0; run < turned.Runs; run += TileRuns)
        {
            for (var m = 0; m < turned.Rows; m += TileRows)
            {
                TurnTile(ref block[(run * Samples) + m], ref Unsafe.AsRef(in words[(m * rowLength) + run]), rowLength);
            }
        }

        for (var m = 0; m < samples; m++)
        {
            for (var run = m < turned.Rows ? turned.Runs : 0; run < runs; run++)
            {
                block[(run * Samples) + m] = words[(m * rowLength) + run];
            }
        }
    }

    /// <summary>The sum of a run's row of a block.</summary>
    public static int Sum(ReadOnlySpan<short> row)
    {
        var sum = Vector256<int>.Zero;
        foreach (var vector in MemoryMarshal.Cast<short, Vector256<short>>(row[..Samples]))
        {
            var (low, high) = Vector256.Widen(vector);
            sum += low + high;
        }

        return Vector256.Sum(sum);
    }

    // Samples beyond the last stay 0.
    private static void Apply(Span<short> block, int samples, FixedReadout readout)
    {
        var (table, middle) = (readout.Table, readout.XMax);
        for (var row = 0; row < block.Length; row += Samples)
        {
            foreach (ref var word in block.Slice(row, samples))
            {
                word = table[word + middle];
            }
        }
    }

    // 8 rows of 16 runs become 16 rows of 8 samples: words, then pairs, then fours of words are interleaved, in both halves of the registers alike.
    private static void TurnTile(ref short block, ref short words, nint rowLength)
    {
        var r0 = Row(ref words, 0, rowLength);
        var r1 = Row(ref words, 1, rowLength);
        var r2 = Row(ref words, 2, rowLength);
        var r3 = Row(ref words, 3, rowLength);
        var r4 = Row(ref words, 4, rowLength);
        var r5 = Row(ref words, 5, rowLength);
        var r6 = Row(ref words, 6, rowLength);
        var r7 = Row(ref words, 7, rowLength);

        var (a0, a1) = (Avx2.UnpackLow(r0, r1).AsInt32(), Avx2.UnpackHigh(r0, r1).AsInt32());
        var (a2, a3) = (Avx2.UnpackLow(r2, r3).AsInt32(), Avx2.UnpackHigh(r2, r3).AsInt32());
        var (a4, a5) = (Avx2.UnpackLow(r4, r5).AsInt32(), Avx2.UnpackHigh(r4, r5).AsInt32());
        var (a6, a7) = (Avx2.UnpackLow(r6, r7).AsInt32(), Avx2.UnpackHigh(r6, r7).AsInt32());

        var (b0, b1) = (Avx2.UnpackLow(a0, a2).AsInt64(), Avx2.UnpackHigh(a0, a2).AsInt64());
        var (b2, b3) = (Avx2.UnpackLow(a1, a3).AsInt64(), Avx2.UnpackHigh(a1, a3).AsInt64());
        var (b4, b5) = (Avx2.UnpackLow(a4, a6).AsInt64(), Avx2.UnpackHigh(a4, a6).AsInt64());
        var (b6, b7) = (Avx2.UnpackLow(a5, a7).AsInt64(), Avx2.UnpackHigh(a5, a7).AsInt64());

        Put(ref block, 0, Avx2.UnpackLow(b0, b4));
        Put(ref block, 1, Avx2.UnpackHigh(b0, b4));
        Put(ref block, 2, Avx2.UnpackLow(b1, b5));
        Put(ref block, 3, Avx2.UnpackHigh(b1, b5));
        Put(ref block, 4, Avx2.UnpackLow(b2, b6));
        Put(ref block, 5, Avx2.UnpackHigh(b2, b6));
        Put(ref block, 6, Avx2.UnpackLow(b3, b7));
        Put(ref block, 7, Avx2.UnpackHigh(b3, b7));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Row(ref short words, nint row, nint rowLength) => Vector256.LoadUnsafe(ref Unsafe.Add(ref words, row * rowLength));

    // The lower half holds samples of a run, the upper half those of the run 8 further on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref short block, nint run, Vector256<long> samples)
    {
        samples.GetLower().AsInt16().StoreUnsafe(ref Unsafe.Add(ref block, run * Samples));
        samples.GetUpper().AsInt16().StoreUnsafe(ref Unsafe.Add(ref block, (run + TileRows) * Samples));
    }
}
