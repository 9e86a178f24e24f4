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
            for (var row = 0; row < left.Length / stride; row += 2)
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
