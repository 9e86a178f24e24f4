using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Network;

/// <summary>How a product is added to a sum.</summary>
internal interface ISumOfProducts
{
    /// <summary>a · b + sum.</summary>
    static abstract Vector512<float> Add(Vector512<float> a, Vector512<float> b, Vector512<float> sum);
}

/// <summary>Rounded once.</summary>
internal readonly struct Fused : ISumOfProducts
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b, Vector512<float> sum) => Vector512.FusedMultiplyAdd(a, b, sum);
}

/// <summary>The product is rounded, and then the sum.</summary>
internal readonly struct RoundedApart : ISumOfProducts
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b, Vector512<float> sum) => (a * b) + sum;
}

/// <summary>A dense matrix product c = start + a · b in tiles that stay in registers; each element is one chain over the inner index, ascending.</summary>
/// <param name="a">Element (k, row) is a[k · rows + row]. At least 16 rows.</param>
/// <param name="rows">Rows of a and c.</param>
/// <param name="inner">Terms of a sum.</param>
/// <param name="b">Element (column, k) is b[column · columnStep + k · innerStep].</param>
/// <param name="columnStep">From one column of b to the next.</param>
/// <param name="innerStep">From one term of b to the next.</param>
/// <param name="start">One value a row, or null for zeros.</param>
internal readonly ref struct ProductTiles(float[] a, int rows, int inner, float[] b, int columnStep, int innerStep, float[]? start)
{
    // A tile: four columns of two vectors.
    private const int TileColumns = 4, Lanes = LeastRows;

    /// <summary>The fewest rows: those of a vector.</summary>
    public const int LeastRows = 16;

    /// <summary>Computes columns [from, to) of c.</summary>
    /// <typeparam name="TSum">How products are added up.</typeparam>
    /// <param name="from">First column.</param>
    /// <param name="to">Behind the last.</param>
    /// <param name="c">Element (column, row) is c[(column - from) · rows + row].</param>
    public void Run<TSum>(int from, int to, Span<float> c)
        where TSum : struct, ISumOfProducts
    {
        var column = from;
        for (; column <= to - TileColumns; column += TileColumns)
        {
            var sums = c.Slice((column - from) * rows, TileColumns * rows);
            var row = 0;
            for (; row <= rows - (2 * Lanes); row += 2 * Lanes)
            {
                TwoByFour<TSum>(row, column, ref sums[row]);
            }

            // What is left is a vector, or part of one: then the last whole vector, some of whose rows are computed again.
            for (; row < rows; row += Lanes)
            {
                var first = Math.Min(row, rows - Lanes);
                OneByFour<TSum>(first, column, ref sums[first]);
            }
        }

        for (; column < to; column++)
        {
            var sums = c.Slice((column - from) * rows, rows);
            for (var row = 0; row < rows; row += Lanes)
            {
                var first = Math.Min(row, rows - Lanes);
                OneByOne<TSum>(first, column, ref sums[first]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TwoByFour<TSum>(int row, int column, ref float c)
        where TSum : struct, ISumOfProducts
    {
        ref var left = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a), row);
        ref var right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(b), (nint)column * columnStep);
        var (columns, k) = ((nint)columnStep, inner);
        var (low0, high0) = (Start(row), Start(row + Lanes));
        var (low1, high1, low2, high2, low3, high3) = (low0, high0, low0, high0, low0, high0);
        for (; k > 0; k--)
        {
            var (low, high) = (Vector512.LoadUnsafe(ref left), Vector512.LoadUnsafe(ref left, Lanes));
            var (b0, b1) = (Vector512.Create(right), Vector512.Create(Unsafe.Add(ref right, columns)));
            var (b2, b3) = (Vector512.Create(Unsafe.Add(ref right, 2 * columns)), Vector512.Create(Unsafe.Add(ref right, 3 * columns)));
            (low0, high0) = (TSum.Add(low, b0, low0), TSum.Add(high, b0, high0));
            (low1, high1) = (TSum.Add(low, b1, low1), TSum.Add(high, b1, high1));
            (low2, high2) = (TSum.Add(low, b2, low2), TSum.Add(high, b2, high2));
            (low3, high3) = (TSum.Add(low, b3, low3), TSum.Add(high, b3, high3));
            left = ref Unsafe.Add(ref left, rows);
            right = ref Unsafe.Add(ref right, innerStep);
        }

        low0.StoreUnsafe(ref c);
        high0.StoreUnsafe(ref c, Lanes);
        low1.StoreUnsafe(ref Unsafe.Add(ref c, rows));
        high1.StoreUnsafe(ref Unsafe.Add(ref c, rows), Lanes);
        low2.StoreUnsafe(ref Unsafe.Add(ref c, 2 * rows));
        high2.StoreUnsafe(ref Unsafe.Add(ref c, 2 * rows), Lanes);
        low3.StoreUnsafe(ref Unsafe.Add(ref c, 3 * rows));
        high3.StoreUnsafe(ref Unsafe.Add(ref c, 3 * rows), Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneByFour<TSum>(int row, int column, ref float c)
        where TSum : struct, ISumOfProducts
    {
        ref var left = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a), row);
        ref var right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(b), (nint)column * columnStep);
        var (columns, k) = ((nint)columnStep, inner);
        var sum0 = Start(row);
        var (sum1, sum2, sum3) = (sum0, sum0, sum0);
        for (; k > 0; k--)
        {
            var values = Vector512.LoadUnsafe(ref left);
            sum0 = TSum.Add(values, Vector512.Create(right), sum0);
            sum1 = TSum.Add(values, Vector512.Create(Unsafe.Add(ref right, columns)), sum1);
            sum2 = TSum.Add(values, Vector512.Create(Unsafe.Add(ref right, 2 * columns)), sum2);
            sum3 = TSum.Add(values, Vector512.Create(Unsafe.Add(ref right, 3 * columns)), sum3);
            left = ref Unsafe.Add(ref left, rows);
            right = ref Unsafe.Add(ref right, innerStep);
        }

        sum0.StoreUnsafe(ref c);
        sum1.StoreUnsafe(ref Unsafe.Add(ref c, rows));
        sum2.StoreUnsafe(ref Unsafe.Add(ref c, 2 * rows));
        sum3.StoreUnsafe(ref Unsafe.Add(ref c, 3 * rows));
    }

    private void OneByOne<TSum>(int row, int column, ref float c)
        where TSum : struct, ISumOfProducts
    {
        var sum = Start(row);
        for (var k = 0; k < inner; k++)
        {
            sum = TSum.Add(
                Vector512.LoadUnsafe(ref a[(k * rows) + row]), Vector512.Create(b[(column * columnStep) + (k * innerStep)]), sum);
        }

        sum.StoreUnsafe(ref c);
    }

    private Vector512<float> Start(int row) => start is null ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref start[row]);
}
