using FhnHw.Tests;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;
using FhnHw.Training.Network;
using MathNet.Numerics.LinearAlgebra;

namespace FhnHw.Training.Tests.Network;

public class PixelBatchTests
{
    private const int Hidden = 19, Batch = 6;
    private static readonly int[] Numbers = [4, 0, 7, 7, 2, 9];

    private readonly ImageSet _images = SmallImages.Of(10);
    private readonly NetworkWeights _weights = NetworkWeights.Draw(SmallImages.Pixels, Hidden, 3, seed: 5);

    [Fact]
    public void The_product_with_W1_is_the_dense_product_plus_bias()
    {
        SmallImages.Noise(Hidden).CopyTo(_weights.First.Bias, 0);
        var (batch, _) = Loaded(_images, Numbers);
        var sums = new float[Batch * Hidden];
        batch.Multiply(_weights.First, sums);
        var expected = _weights.First.Matrix * Dense(Numbers);
        for (var image = 0; image < Batch; image++)
        {
            for (var cell = 0; cell < Hidden; cell++)
            {
                Assert.Equal(expected[cell, image] + _weights.First.Bias[cell], sums[(image * Hidden) + cell], 1e-5);
            }
        }
    }

    [Fact]
    public void The_gradient_of_every_pixel_is_the_dense_product()
    {
        var slopes = SmallImages.Noise(Batch * Hidden);
        var expected = Matrix<float>.Build.Dense(Hidden, Batch, slopes).TransposeAndMultiply(Dense(Numbers));
        var gradient = Gradient(Loaded(_images, Numbers), slopes, Hidden);
        for (var pixel = 0; pixel < SmallImages.Pixels; pixel++)
        {
            for (var cell = 0; cell < Hidden; cell++)
            {
                Assert.Equal(expected[cell, pixel], gradient[(pixel * Hidden) + cell], 1e-5);
            }
        }
    }

    [Fact]
    public void A_smaller_batch_after_a_larger_one_keeps_nothing_of_it()
    {
        var (used, fresh) = (Loaded(_images, Numbers), Loaded(_images, [3]));
        used.Batch.Load(_images, new[] { 3 }, default);
        var (first, second) = (new float[Hidden], new float[Hidden]);
        used.Batch.Multiply(_weights.First, first);
        fresh.Batch.Multiply(_weights.First, second);
        Assert.Equal(second, first);
        Assert.Equal(Gradient(fresh, second, Hidden), Gradient(used, second, Hidden));
        Assert.Equal(1, used.Batch.Count);
    }

    [Theory]
    [InlineData(0, 0, 1, 2)]
    [InlineData(1, 2, 2, 4)]
    [InlineData(-1, -2, 0, 0)]
    public void A_shift_moves_a_pixel_down_and_right(int down, int right, int row, int column) =>
        Assert.Equal([(row * SmallImages.Columns) + column], LitPixels(new ImageTransform(down, right)));

    [Theory]
    [InlineData(3, 0)]
    [InlineData(-2, 0)]
    [InlineData(0, 3)]
    [InlineData(0, -3)]
    public void A_pixel_moved_over_the_edge_is_gone(int down, int right) => Assert.Empty(LitPixels(new ImageTransform(down, right)));

    // The pixels to which one lit pixel at row 1, column 2 is moved.
    private static int[] LitPixels(ImageTransform transform)
    {
        var pixels = new byte[SmallImages.Pixels];
        pixels[SmallImages.Columns + 2] = 255;
        var ofPixels = new PixelGradient(1, SmallImages.Pixels, 1);
        var batch = new PixelBatch(1, SmallImages.Rows, SmallImages.Columns, ofPixels);
        batch.Load(new ImageSet(SmallImages.Rows, SmallImages.Columns, pixels, [0]), new[] { 0 }, new[] { transform });
        var gradient = Gradient((batch, ofPixels), [1f], 1);
        return [.. Enumerable.Range(0, SmallImages.Pixels).Where(pixel => gradient[pixel] == 1)];
    }

    // Of all pixels, block by block.
    private static float[] Gradient((PixelBatch Batch, PixelGradient Gradient) loaded, float[] slopes, int outputs)
    {
        var gradient = new float[SmallImages.Pixels * outputs];
        loaded.Gradient.TakeSlopes(slopes, 0, loaded.Batch.Count);
        for (var block = 0; block < PixelBlocks.Count(SmallImages.Pixels); block++)
        {
            var (first, pixels) = PixelBlocks.Of(block, SmallImages.Pixels).GetOffsetAndLength(SmallImages.Pixels);
            loaded.Gradient.Of(block, loaded.Batch.Count, gradient.AsSpan(first * outputs, pixels * outputs));
        }

        return gradient;
    }

    private static (PixelBatch Batch, PixelGradient Gradient) Loaded(ImageSet images, int[] numbers)
    {
        var gradient = new PixelGradient(Batch, images.Rows * images.Columns, Hidden);
        var batch = new PixelBatch(Batch, images.Rows, images.Columns, gradient);
        batch.Load(images, numbers, default);
        return (batch, gradient);
    }

    private Matrix<float> Dense(int[] numbers) => Matrix<float>.Build.Dense(
        SmallImages.Pixels, numbers.Length, (pixel, image) => _images.Image(numbers[image])[pixel] / 255f);
}
