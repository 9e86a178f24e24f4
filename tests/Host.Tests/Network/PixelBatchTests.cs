using FhnHw.Host.Data;
using FhnHw.Host.Network;
using MathNet.Numerics.LinearAlgebra;

namespace FhnHw.Host.Tests.Network;

public class PixelBatchTests
{
    private static readonly ImageSet Images = BuiltInDigits.Generate(50, 20, 4).Train;
    private static readonly int[] Some = [3, 17, 42, 8, 0];

    [Fact]
    public void The_sparse_product_is_the_dense_one()
    {
        var weights = NetworkWeights.Draw(784, 37, 10, 1);
        var batch = Loaded([]);
        var sums = new float[Some.Length * 37];

        batch.Multiply(weights, sums);

        AssertNear((weights.W1 * Dense()).ToColumnMajorArray(), sums, 1e-5f);
    }

    [Fact]
    public void The_gradient_by_pixel_is_that_of_the_dense_product()
    {
        var slopes = Matrix<float>.Build.Random(37, Some.Length, 9);
        var batch = Loaded([]);
        batch.Transpose();
        var expected = slopes.TransposeAndMultiply(Dense());

        for (var pixel = 0; pixel < 784; pixel++)
        {
            var gradient = new float[37];
            batch.Gradient(pixel, slopes.ToColumnMajorArray(), gradient);
            AssertNear(expected.Column(pixel).ToArray(), gradient, 1e-5f);
        }
    }

    [Fact]
    public void A_shift_moves_an_image_and_brings_in_background()
    {
        var pixels = new byte[9];
        pixels[4] = 255;
        var dot = new ImageSet(3, 3, pixels, [0]);
        var weights = new NetworkWeights(9, 9, 2);
        for (var pixel = 0; pixel < 9; pixel++)
        {
            weights.W1[pixel, pixel] = 1;
        }

        var batch = new PixelBatch(1, 3, 3);
        batch.Load(dot, [0], [new Shift(1, -1)]);
        var sums = new float[9];
        batch.Multiply(weights, sums);

        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 0, 0], sums);
    }

    private static PixelBatch Loaded(Shift[] shifts)
    {
        var batch = new PixelBatch(Some.Length, 28, 28);
        batch.Load(Images, Some, shifts);
        return batch;
    }

    private static Matrix<float> Dense() => Matrix<float>.Build.Dense(784, Some.Length, (row, column) => Images.Image(Some[column])[row] / 255f);

    private static void AssertNear(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
    }
}
