using System.Buffers;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Network;

/// <summary>
/// The gradient of the first weights: for each pixel the sum over the images of a batch of the pixel's value times the image's slopes.
/// </summary>
/// <remarks>
/// An image's pixels are turned block by block into the values of each pixel over the images, so that the images in which it is lit are found by a
/// comparison of 64 at once. Each sum runs in the order of the images, whatever the number of cores. Nothing is allocated after the first batch.
/// </remarks>
public sealed class PixelGradient
{
    private const int GroupImages = TurnedBytes.Rows;

    private readonly byte[] _bytes; // [image · blocks · 32 + pixel]; behind the last pixel 0, and room for whole groups of images
    private readonly Memory<float> _slopes; // [image · stride + output]: rows begin on cache lines, so that no vector is read from two
    private readonly int _pixels, _outputs, _stride;

    /// <summary>Makes room for batches.</summary>
    /// <param name="capacity">The most images of a batch.</param>
    /// <param name="pixels">Pixels of an image.</param>
    /// <param name="outputs">Cells of the first hidden layer.</param>
    public PixelGradient(int capacity, int pixels, int outputs)
    {
        (_pixels, _outputs, _stride) = (pixels, outputs, (outputs + SparseRows.Lanes - 1) / SparseRows.Lanes * SparseRows.Lanes);
        var images = (capacity + GroupImages - 1) / GroupImages * GroupImages;
        _bytes = new byte[images * PixelBlocks.Count(pixels) * PixelBlocks.Pixels];
        _slopes = LargeArrays.Lines<float>(capacity * _stride);
        _slopes.Span.Clear();
    }

    private int BytesOfImage => PixelBlocks.Count(_pixels) * PixelBlocks.Pixels;

    /// <summary>Takes an image of the batch.</summary>
    /// <param name="image">Its number in the batch.</param>
    /// <param name="pixels">One byte a pixel.</param>
    public void Take(int image, ReadOnlySpan<byte> pixels) => pixels.CopyTo(_bytes.AsSpan(image * BytesOfImage, _pixels));

    /// <summary>Takes the slopes of some images of the batch.</summary>
    /// <param name="slopes">dLoss/d(W·image + b), outputs × batch, column-major.</param>
    /// <param name="from">The first image.</param>
    /// <param name="to">Behind the last.</param>
    public void TakeSlopes(ReadOnlySpan<float> slopes, int from, int to)
    {
        for (var image = from; image < to; image++)
        {
            slopes.Slice(image * _outputs, _outputs).CopyTo(_slopes.Span[(image * _stride)..]);
        }
    }

    /// <summary>gradient = sum over images of value(pixel) · slopes[image], the rows of dW that belong to a block's pixels.</summary>
    /// <param name="block">The block, as <see cref="PixelBlocks"/> counts them.</param>
    /// <param name="images">Images of the batch; all of them and their slopes have been taken.</param>
    /// <param name="gradient">Gets one value an output, pixel by pixel.</param>
    public void Of(int block, int images, Span<float> gradient)
    {
        var pixels = gradient.Length / _outputs;
        var groups = (images + GroupImages - 1) / GroupImages;
        var turned = ArrayPool<byte>.Shared.Rent(groups * TurnedBytes.Length);
        var lit = ArrayPool<RowFactor>.Shared.Rent((groups * GroupImages) + LitImages.Room);
        for (var group = 0; group < groups; group++)
        {
            TurnedBytes.Turn(
                _bytes.AsSpan((group * GroupImages * BytesOfImage) + (block * PixelBlocks.Pixels)), BytesOfImage,
                turned.AsSpan(group * TurnedBytes.Length, TurnedBytes.Length));
        }

        gradient.Clear();
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var used = 0;
            for (var group = 0; group < groups; group++)
            {
                var first = group * GroupImages;
                var values = turned.AsSpan((group * TurnedBytes.Length) + (pixel * GroupImages), GroupImages);
                used += LitImages.Take(values, Math.Min(GroupImages, images - first), first, lit.AsSpan(used));
            }

            SparseRows.Add(lit.AsSpan(0, used), _slopes.Span, _stride, gradient.Slice(pixel * _outputs, _outputs));
        }

        ArrayPool<byte>.Shared.Return(turned);
        ArrayPool<RowFactor>.Shared.Return(lit);
    }
}
