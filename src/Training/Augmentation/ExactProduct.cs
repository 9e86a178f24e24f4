using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Augmentation;

/// <summary>
/// Products of small matrices of whole numbers in single precision. Every sum is less than 2^24, which single precision holds exactly: any order
/// of additions and fused multiplication give the same bits.
/// </summary>
internal static class ExactProduct
{
    /// <summary>Rows of matrices are padded to a multiple of so many numbers.</summary>
    public const int Padding = 32;

    private const int Block = Padding / 8;

    /// <summary>The length of a padded row.</summary>
    public static int Padded(int length) => (length + Padding - 1) / Padding * Padding;

    /// <summary>product = round(scale · left · right), to the nearest whole number, halves to even.</summary>
    /// <param name="left">Row by row, an even number of rows.</param>
    /// <param name="stride">Numbers of a row of <paramref name="left"/>, padding included.</param>
    /// <param name="inner">Numbers of a row of <paramref name="left"/> that count, and rows of <paramref name="right"/>.</param>
    /// <param name="right">Row by row.</param>
    /// <param name="width">Numbers of a row of <paramref name="right"/> and of <paramref name="product"/>, padding included.</param>
    /// <param name="scale">Factor; one rounding of its own where it is no power of two.</param>
    /// <param name="product">Gets as many rows as <paramref name="left"/> has.</param>
    public static void Multiply(
        ReadOnlySpan<float> left, int stride, int inner, ReadOnlySpan<float> right, int width, float scale, Span<float> product)
    {
        unchecked
        {
            var columns = MemoryMarshal.Cast<float, Vector256<float>>(right);
            var result = MemoryMarshal.Cast<float, Vector256<float>>(product);
            var vectors = width / Vector256<float>.Count;
            var row = 0;
            for (; Vector512.IsHardwareAccelerated && row <= (left.Length / stride) - 4; row += 4)
            {
                for (var block = 0; block < width; block += Padding)
                {
                    MultiplyWideBlock(
                        left.Slice(row * stride, (3 * stride) + inner), stride, inner, right[block..], width, scale,
                        product[((row * width) + block)..]);
                }
            }

            for (; row < left.Length / stride; row += 2)
            {
                var first = left.Slice(row * stride, inner);
                var second = left.Slice((row + 1) * stride, inner);
                for (var block = 0; block < vectors; block += Block)
                {
                    MultiplyBlock(first, second, columns[block..], vectors, scale, result[((row * vectors) + block)..]);
                }
            }
        }
    }

    // Four rows of two vectors of 512 bits: what they add up to stays in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyWideBlock(
        ReadOnlySpan<float> left, int stride, int inner, ReadOnlySpan<float> right, int width, float scale, Span<float> product)
    {
        unchecked
        {
            ref var factor = ref MemoryMarshal.GetReference(left);
            ref var row = ref MemoryMarshal.GetReference(right);
            Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            for (var k = 0; k < inner; k++)
            {
                var (low, high) = (Vector512.LoadUnsafe(ref row), Vector512.LoadUnsafe(ref row, 16));
                var (a, b) = (Vector512.Create(factor), Vector512.Create(Unsafe.Add(ref factor, stride)));
                var (c, d) = (Vector512.Create(Unsafe.Add(ref factor, 2 * stride)), Vector512.Create(Unsafe.Add(ref factor, 3 * stride)));
                (a0, a1) = (Vector512.MultiplyAddEstimate(a, low, a0), Vector512.MultiplyAddEstimate(a, high, a1));
                (b0, b1) = (Vector512.MultiplyAddEstimate(b, low, b0), Vector512.MultiplyAddEstimate(b, high, b1));
                (c0, c1) = (Vector512.MultiplyAddEstimate(c, low, c0), Vector512.MultiplyAddEstimate(c, high, c1));
                (d0, d1) = (Vector512.MultiplyAddEstimate(d, low, d0), Vector512.MultiplyAddEstimate(d, high, d1));
                factor = ref Unsafe.Add(ref factor, 1);
                row = ref Unsafe.Add(ref row, width);
            }

            Store(product, a0, a1, scale);
            Store(product[width..], b0, b1, scale);
            Store(product[(2 * width)..], c0, c1, scale);
            Store(product[(3 * width)..], d0, d1, scale);
        }
    }

    private static void Store(Span<float> place, Vector512<float> low, Vector512<float> high, float scale)
    {
        Vector512.Round(low * scale).CopyTo(place);
        Vector512.Round(high * scale).CopyTo(place[16..]);
    }

    // Two rows of four vectors: what they add up to stays in registers.
    private static void MultiplyBlock(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<Vector256<float>> right, int vectors, float scale,
        Span<Vector256<float>> product)
    {
        unchecked
        {
            Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (var k = 0; k < first.Length; k++)
            {
                var row = right.Slice(k * vectors, Block);
                var (a, b) = (Vector256.Create(first[k]), Vector256.Create(second[k]));
                a0 = Vector256.MultiplyAddEstimate(a, row[0], a0);
                b0 = Vector256.MultiplyAddEstimate(b, row[0], b0);
                a1 = Vector256.MultiplyAddEstimate(a, row[1], a1);
                b1 = Vector256.MultiplyAddEstimate(b, row[1], b1);
                a2 = Vector256.MultiplyAddEstimate(a, row[2], a2);
                b2 = Vector256.MultiplyAddEstimate(b, row[2], b2);
                a3 = Vector256.MultiplyAddEstimate(a, row[3], a3);
                b3 = Vector256.MultiplyAddEstimate(b, row[3], b3);
            }

            Store(product[..Block], a0, a1, a2, a3, scale);
            Store(product.Slice(vectors, Block), b0, b1, b2, b3, scale);
        }
    }

    private static void Store(
        Span<Vector256<float>> place, Vector256<float> v0, Vector256<float> v1, Vector256<float> v2, Vector256<float> v3, float scale)
    {
        place[3] = Vector256.Round(v3 * scale);
        place[2] = Vector256.Round(v2 * scale);
        place[1] = Vector256.Round(v1 * scale);
        place[0] = Vector256.Round(v0 * scale);
    }
}
