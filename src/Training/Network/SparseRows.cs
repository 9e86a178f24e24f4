using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Network;

/// <summary>One of the rows that are summed, and its factor.</summary>
/// <param name="Row">Number of the row.</param>
/// <param name="Factor">What it is multiplied by.</param>
internal readonly record struct RowFactor(int Row, float Factor);

/// <summary>Sums of some rows of a matrix, each times a factor: the product with a sparse vector.</summary>
/// <remarks>
/// Written by hand: TensorPrimitives.MultiplyAdd reads and writes the sums for every row; here they stay in registers. Each element is summed in the
/// order of the entries, product and sum rounded apart, so its bits depend neither on the number of cores nor on the width of the vectors.
/// </remarks>
internal static class SparseRows
{
    /// <summary>Numbers of a vector.</summary>
    public const int Lanes = 16;

    /// <summary>sums += sum over entries of factor · row.</summary>
    /// <param name="entries">Which rows.</param>
    /// <param name="rows">All rows, each at least as long as <paramref name="sums"/>.</param>
    /// <param name="stride">Numbers from one row to the next.</param>
    /// <param name="sums">What is added to.</param>
    public static void Add(ReadOnlySpan<RowFactor> entries, ReadOnlySpan<float> rows, int stride, Span<float> sums)
    {
        var (width, column) = (sums.Length, 0);
        ref var matrix = ref MemoryMarshal.GetReference(rows);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        if (width < Lanes)
        {
            AddSingly(entries, rows, stride, sums);
            return;
        }

        // The last whole vector begins anew for the columns that no other has; for those that one has, it gives the same bits again.
        var last = Vector512.LoadUnsafe(ref sum, (nuint)(width - Lanes));
        for (; column <= width - (8 * Lanes); column += 8 * Lanes)
        {
            AddEight(entries, ref Unsafe.Add(ref matrix, column), stride, ref Unsafe.Add(ref sum, column));
        }

        // Seven at once, of which the last begins anew: 100 cells.
        if (width - column is > 6 * Lanes and <= 7 * Lanes)
        {
            AddSeven(entries, ref Unsafe.Add(ref matrix, column), stride, ref Unsafe.Add(ref sum, column), width - Lanes - column, last);
            return;
        }

        if (column <= width - (4 * Lanes))
        {
            AddFour(entries, ref Unsafe.Add(ref matrix, column), stride, ref Unsafe.Add(ref sum, column));
            column += 4 * Lanes;
        }

        if (column <= width - (2 * Lanes))
        {
            AddTwo(entries, ref Unsafe.Add(ref matrix, column), stride, ref Unsafe.Add(ref sum, column));
            column += 2 * Lanes;
        }

        if (column <= width - Lanes)
        {
            AddOne(entries, ref Unsafe.Add(ref matrix, column), stride, Vector512.LoadUnsafe(ref sum, (nuint)column))
                .StoreUnsafe(ref sum, (nuint)column);
            column += Lanes;
        }

        if (column < width)
        {
            AddOne(entries, ref Unsafe.Add(ref matrix, width - Lanes), stride, last).StoreUnsafe(ref sum, (nuint)(width - Lanes));
        }
    }

    private static void AddSingly(ReadOnlySpan<RowFactor> entries, ReadOnlySpan<float> rows, int stride, Span<float> sums)
    {
        foreach (var entry in entries)
        {
            for (var column = 0; column < sums.Length; column++)
            {
                sums[column] = (rows[(entry.Row * stride) + column] * entry.Factor) + sums[column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEight(ReadOnlySpan<RowFactor> entries, ref float matrix, int stride, ref float sum)
    {
        var (s0, s1) = (Vector512.LoadUnsafe(ref sum), Vector512.LoadUnsafe(ref sum, Lanes));
        var (s2, s3) = (Vector512.LoadUnsafe(ref sum, 2 * Lanes), Vector512.LoadUnsafe(ref sum, 3 * Lanes));
        var (s4, s5) = (Vector512.LoadUnsafe(ref sum, 4 * Lanes), Vector512.LoadUnsafe(ref sum, 5 * Lanes));
        var (s6, s7) = (Vector512.LoadUnsafe(ref sum, 6 * Lanes), Vector512.LoadUnsafe(ref sum, 7 * Lanes));
        foreach (var entry in entries)
        {
            ref var row = ref Unsafe.Add(ref matrix, (nint)entry.Row * stride);
            var factor = Vector512.Create(entry.Factor);
            s0 = (Vector512.LoadUnsafe(ref row) * factor) + s0;
            s1 = (Vector512.LoadUnsafe(ref row, Lanes) * factor) + s1;
            s2 = (Vector512.LoadUnsafe(ref row, 2 * Lanes) * factor) + s2;
            s3 = (Vector512.LoadUnsafe(ref row, 3 * Lanes) * factor) + s3;
            s4 = (Vector512.LoadUnsafe(ref row, 4 * Lanes) * factor) + s4;
            s5 = (Vector512.LoadUnsafe(ref row, 5 * Lanes) * factor) + s5;
            s6 = (Vector512.LoadUnsafe(ref row, 6 * Lanes) * factor) + s6;
            s7 = (Vector512.LoadUnsafe(ref row, 7 * Lanes) * factor) + s7;
        }

        s0.StoreUnsafe(ref sum);
        s1.StoreUnsafe(ref sum, Lanes);
        s2.StoreUnsafe(ref sum, 2 * Lanes);
        s3.StoreUnsafe(ref sum, 3 * Lanes);
        s4.StoreUnsafe(ref sum, 4 * Lanes);
        s5.StoreUnsafe(ref sum, 5 * Lanes);
        s6.StoreUnsafe(ref sum, 6 * Lanes);
        s7.StoreUnsafe(ref sum, 7 * Lanes);
    }

    // Six vectors side by side, and one that begins at a place among or behind them with sums as they were before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSeven(
        ReadOnlySpan<RowFactor> entries, ref float matrix, int stride, ref float sum, int place, Vector512<float> s6)
    {
        var (s0, s1) = (Vector512.LoadUnsafe(ref sum), Vector512.LoadUnsafe(ref sum, Lanes));
        var (s2, s3) = (Vector512.LoadUnsafe(ref sum, 2 * Lanes), Vector512.LoadUnsafe(ref sum, 3 * Lanes));
        var (s4, s5) = (Vector512.LoadUnsafe(ref sum, 4 * Lanes), Vector512.LoadUnsafe(ref sum, 5 * Lanes));
        foreach (var entry in entries)
        {
            ref var row = ref Unsafe.Add(ref matrix, (nint)entry.Row * stride);
            var factor = Vector512.Create(entry.Factor);
            s0 = (Vector512.LoadUnsafe(ref row) * factor) + s0;
            s1 = (Vector512.LoadUnsafe(ref row, Lanes) * factor) + s1;
            s2 = (Vector512.LoadUnsafe(ref row, 2 * Lanes) * factor) + s2;
            s3 = (Vector512.LoadUnsafe(ref row, 3 * Lanes) * factor) + s3;
            s4 = (Vector512.LoadUnsafe(ref row, 4 * Lanes) * factor) + s4;
            s5 = (Vector512.LoadUnsafe(ref row, 5 * Lanes) * factor) + s5;
            s6 = (Vector512.LoadUnsafe(ref row, (nuint)place) * factor) + s6;
        }

        s0.StoreUnsafe(ref sum);
        s1.StoreUnsafe(ref sum, Lanes);
        s2.StoreUnsafe(ref sum, 2 * Lanes);
        s3.StoreUnsafe(ref sum, 3 * Lanes);
        s4.StoreUnsafe(ref sum, 4 * Lanes);
        s5.StoreUnsafe(ref sum, 5 * Lanes);
        s6.StoreUnsafe(ref sum, (nuint)place);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(ReadOnlySpan<RowFactor> entries, ref float matrix, int stride, ref float sum)
    {
        var (s0, s1) = (Vector512.LoadUnsafe(ref sum), Vector512.LoadUnsafe(ref sum, Lanes));
        var (s2, s3) = (Vector512.LoadUnsafe(ref sum, 2 * Lanes), Vector512.LoadUnsafe(ref sum, 3 * Lanes));
        foreach (var entry in entries)
        {
            ref var row = ref Unsafe.Add(ref matrix, (nint)entry.Row * stride);
            var factor = Vector512.Create(entry.Factor);
            s0 = (Vector512.LoadUnsafe(ref row) * factor) + s0;
            s1 = (Vector512.LoadUnsafe(ref row, Lanes) * factor) + s1;
            s2 = (Vector512.LoadUnsafe(ref row, 2 * Lanes) * factor) + s2;
            s3 = (Vector512.LoadUnsafe(ref row, 3 * Lanes) * factor) + s3;
        }

        s0.StoreUnsafe(ref sum);
        s1.StoreUnsafe(ref sum, Lanes);
        s2.StoreUnsafe(ref sum, 2 * Lanes);
        s3.StoreUnsafe(ref sum, 3 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTwo(ReadOnlySpan<RowFactor> entries, ref float matrix, int stride, ref float sum)
    {
        var (s0, s1) = (Vector512.LoadUnsafe(ref sum), Vector512.LoadUnsafe(ref sum, Lanes));
        foreach (var entry in entries)
        {
            ref var row = ref Unsafe.Add(ref matrix, (nint)entry.Row * stride);
            var factor = Vector512.Create(entry.Factor);
            s0 = (Vector512.LoadUnsafe(ref row) * factor) + s0;
            s1 = (Vector512.LoadUnsafe(ref row, Lanes) * factor) + s1;
        }

        s0.StoreUnsafe(ref sum);
        s1.StoreUnsafe(ref sum, Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> AddOne(ReadOnlySpan<RowFactor> entries, ref float matrix, int stride, Vector512<float> sum)
    {
        foreach (var entry in entries)
        {
            sum = (Vector512.LoadUnsafe(ref Unsafe.Add(ref matrix, (nint)entry.Row * stride)) * Vector512.Create(entry.Factor)) + sum;
        }

        return sum;
    }
}
