using System.Buffers;

namespace FhnHw.Training.Augmentation;

/// <summary>
/// Elastic distortion (Simard, Steinkraus and Platt 2003): every pixel comes from a place beside it, by alpha times uniform noise in [-1, 1] that
/// a Gaussian has smoothed. Noise outside the image is zero. Immutable; any number of threads may draw from one.
/// </summary>
/// <remarks>
/// The Gaussian is separable, so the field is G(rows) · noise · G(columns) with G(i, k) = the weight at distance |i - k|, as whole numbers:
/// noise in 2^-8, weights in 2^-12 (<see cref="GaussianWeights"/>), the first product rounded to 2^-12, the second times alpha to 2^-16 pixels.
/// </remarks>
public sealed class ElasticField
{
    // 2^-8 of the noise and 2^-12 of the weights to 2^-12; then 2^-12 and 2^-12 to 2^-16.
    private const float FirstScale = 1f / 256, SecondScale = 1f / 256;

    private readonly float[] _rowWeights;
    private readonly float[] _columnWeights;
    private readonly float _scale;
    private readonly int _stride;
    private readonly int _rows;
    private readonly int _columns;

    /// <summary>Makes the fields of one strength for images of one size.</summary>
    /// <param name="alpha">Factor of the smoothed noise, pixels, 0 to 1000; Simard's is 34 for 28 × 28.</param>
    /// <param name="sigma">Standard deviation of the Gaussian, pixels, 0.5 to 32; Simard's is 4.</param>
    /// <param name="rows">Height of the images, pixels.</param>
    /// <param name="columns">Width of the images, pixels.</param>
    public ElasticField(double alpha, double sigma, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alpha, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThan(sigma, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sigma, 32);
        (_rows, _columns, _stride) = (rows, columns, ExactProduct.Padded(columns));
        _scale = (float)alpha * SecondScale;
        var weights = GaussianWeights.Of(sigma);
        _rowWeights = Matrix(weights, rows);
        _columnWeights = Matrix(weights, columns);
    }

    /// <summary>Numbers of one row of one axis, padding included.</summary>
    internal int Stride => _stride;

    /// <summary>Numbers of a field: for each row of the image one row of displacements down, then one to the right.</summary>
    internal int Length => 2 * _stride * (_rows + (_rows % 2));

    /// <summary>Draws a field. Equal seeds give equal fields.</summary>
    /// <param name="seed">The seed of the image.</param>
    /// <param name="field">Gets <see cref="Length"/> displacements, whole numbers of 2^-16 pixels.</param>
    internal void Draw(uint seed, Span<float> field)
    {
        var shared = ArrayPool<float>.Shared.Rent(Length);
        var between = shared.AsSpan(0, Length);
        FieldNoise.Fill(seed, field);
        var rowStride = ExactProduct.Padded(_rows);
        ExactProduct.Multiply(_rowWeights, rowStride, _rows, field, 2 * _stride, FirstScale, between);
        ExactProduct.Multiply(between, _stride, _columns, _columnWeights, _stride, _scale, field);
        ArrayPool<float>.Shared.Return(shared);
    }

    // size × size, rows padded with zeros; one more row of zeros where size is odd.
    private static float[] Matrix(int[] weights, int size)
    {
        var stride = ExactProduct.Padded(size);
        var matrix = new float[stride * (size + (size % 2))];
        for (var i = 0; i < size; i++)
        {
            for (var k = Math.Max(0, i - weights.Length + 1); k < Math.Min(size, i + weights.Length); k++)
            {
                matrix[(i * stride) + k] = weights[Math.Abs(i - k)];
            }
        }

        return matrix;
    }
}
