using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Network;

/// <summary>Dense matrix products of a batch between two hidden layers, on all cores.</summary>
/// <remarks>
/// Written by hand: MathNet's managed product uses neither vectors nor tiles, and would take most of an epoch. Every element is one chain of fused
/// multiply-adds over the inner index in ascending order, so its bits depend neither on the number of cores nor on the width of the vectors.
/// </remarks>
public static class DenseProduct
{
    // A tile: four columns of two vectors each stay in registers.
    private const int TileColumns = 4, Lanes = 16, TileRows = 2 * Lanes;

    /// <summary>sums[image] = W · inputs[image] + b, for every image.</summary>
    /// <param name="weights">W and b.</param>
    /// <param name="inputs">inputs × batch, column-major.</param>
    /// <param name="images">Images in the batch.</param>
    /// <param name="sums">Gets outputs × batch, column-major.</param>
    public static void Forward(LayerWeights weights, float[] inputs, int images, float[] sums)
    {
        for (var image = 0; image < images; image++)
        {
            weights.Bias.CopyTo(sums.AsSpan(image * weights.Outputs));
        }

        Run(weights.Values, weights.Outputs, weights.Inputs, inputs, weights.Inputs, 1, images, sums);
    }

    /// <summary>errors[image] = Wᵀ · slopes[image], for every image.</summary>
    /// <param name="weights">W.</param>
    /// <param name="slopes">outputs × batch, column-major.</param>
    /// <param name="images">Images in the batch.</param>
    /// <param name="errors">Gets inputs × batch, column-major.</param>
    public static void Backward(LayerWeights weights, float[] slopes, int images, float[] errors)
    {
        var transposed = weights.Matrix.Transpose().AsColumnMajorArray();
        errors.AsSpan(0, images * weights.Inputs).Clear();
        Run(transposed, weights.Inputs, weights.Outputs, slopes, weights.Outputs, 1, images, errors);
    }

    /// <summary>gradient = slopes · inputsᵀ, summed over the images: outputs × inputs, column-major.</summary>
    /// <param name="weights">Their shape.</param>
    /// <param name="slopes">outputs × batch, column-major.</param>
    /// <param name="inputs">inputs × batch, column-major.</param>
    /// <param name="images">Images in the batch.</param>
    /// <param name="gradient">Gets the gradient of the weights.</param>
    public static void Gradient(LayerWeights weights, float[] slopes, float[] inputs, int images, float[] gradient)
    {
        gradient.AsSpan().Clear();
        Run(slopes, weights.Outputs, images, inputs, 1, weights.Inputs, weights.Inputs, gradient);
    }

    // c[column][row] += sum over k of a[k][row] · b(column, k), with b(column, k) = b[column · columnStep + k · innerStep].
    private static void Run(float[] a, int rows, int inner, float[] b, int columnStep, int innerStep, int columns, float[] c) =>
        Parallel.For(0, (columns + TileColumns - 1) / TileColumns, tile =>
        {
            var first = tile * TileColumns;
            var count = Math.Min(TileColumns, columns - first);
            var row = 0;
            for (; count == TileColumns && row <= rows - TileRows; row += TileRows)
            {
                WholeTile(ref a[row], rows, inner, ref b[first * columnStep], columnStep, innerStep, ref c[(first * rows) + row]);
            }

            for (var column = first; column < first + count; column++)
            {
                Rest(a, rows, inner, b.AsSpan(column * columnStep), innerStep, c.AsSpan(column * rows, rows), row);
            }
        });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WholeTile(ref float a, int rows, int inner, ref float b, int columnStep, int innerStep, ref float c)
    {
        ref var c1 = ref Unsafe.Add(ref c, rows);
        ref var c2 = ref Unsafe.Add(ref c, 2 * rows);
        ref var c3 = ref Unsafe.Add(ref c, 3 * rows);
        var (low0, high0) = (Vector512.LoadUnsafe(ref c), Vector512.LoadUnsafe(ref c, Lanes));
        var (low1, high1) = (Vector512.LoadUnsafe(ref c1), Vector512.LoadUnsafe(ref c1, Lanes));
        var (low2, high2) = (Vector512.LoadUnsafe(ref c2), Vector512.LoadUnsafe(ref c2, Lanes));
        var (low3, high3) = (Vector512.LoadUnsafe(ref c3), Vector512.LoadUnsafe(ref c3, Lanes));
        for (var k = 0; k < inner; k++)
        {
            ref var row = ref Unsafe.Add(ref a, (nint)k * rows);
            ref var factor = ref Unsafe.Add(ref b, (nint)k * innerStep);
            var (low, high) = (Vector512.LoadUnsafe(ref row), Vector512.LoadUnsafe(ref row, Lanes));
            var (b0, b1) = (Vector512.Create(factor), Vector512.Create(Unsafe.Add(ref factor, columnStep)));
            var (b2, b3) = (Vector512.Create(Unsafe.Add(ref factor, 2 * columnStep)), Vector512.Create(Unsafe.Add(ref factor, 3 * columnStep)));
            (low0, high0) = (Vector512.FusedMultiplyAdd(low, b0, low0), Vector512.FusedMultiplyAdd(high, b0, high0));
            (low1, high1) = (Vector512.FusedMultiplyAdd(low, b1, low1), Vector512.FusedMultiplyAdd(high, b1, high1));
            (low2, high2) = (Vector512.FusedMultiplyAdd(low, b2, low2), Vector512.FusedMultiplyAdd(high, b2, high2));
            (low3, high3) = (Vector512.FusedMultiplyAdd(low, b3, low3), Vector512.FusedMultiplyAdd(high, b3, high3));
        }

        low0.StoreUnsafe(ref c);
        high0.StoreUnsafe(ref c, Lanes);
        low1.StoreUnsafe(ref c1);
        high1.StoreUnsafe(ref c1, Lanes);
        low2.StoreUnsafe(ref c2);
        high2.StoreUnsafe(ref c2, Lanes);
        low3.StoreUnsafe(ref c3);
        high3.StoreUnsafe(ref c3, Lanes);
    }

    // One column, from a row on: what no whole tile covers.
    private static void Rest(float[] a, int rows, int inner, ReadOnlySpan<float> b, int innerStep, Span<float> c, int row)
    {
        for (; row <= rows - Lanes; row += Lanes)
        {
            ref var sums = ref MemoryMarshal.GetReference(c[row..]);
            var sum = Vector512.LoadUnsafe(ref sums);
            for (var k = 0; k < inner; k++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a[(k * rows) + row]), Vector512.Create(b[k * innerStep]), sum);
            }

            sum.StoreUnsafe(ref sums);
        }

        for (; row < rows; row++)
        {
            var sum = c[row];
            for (var k = 0; k < inner; k++)
            {
                sum = MathF.FusedMultiplyAdd(a[(k * rows) + row], b[k * innerStep], sum);
            }

            c[row] = sum;
        }
    }
}
