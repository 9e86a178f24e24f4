using System.Numerics.Tensors;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;

namespace FhnHw.Training.Network;

/// <summary>
/// The non-zero pixels of a batch, by image and by pixel. Four fifths of a handwritten digit's pixels are zero, so both products
/// with the first weights touch only a fifth of the weights.
/// </summary>
/// <remarks>
/// Written by hand: MathNet's dense product takes 8 to 10 s an epoch of 60,000 images on two cores, this takes some tenths of one
/// (docs/results.md). Sums run in a fixed order whatever the number of cores, so that a run repeats to the bit.
/// </remarks>
public sealed class PixelBatch
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly int[] _imageStart;
    private readonly int[] _pixelStart;
    private readonly BatchResampler _resampler = new();
    private Entry[] _byImage = [];
    private Entry[] _byPixel = [];

    /// <summary>Makes room for batches of images of one size.</summary>
    public PixelBatch(int capacity, int rows, int columns)
    {
        _rows = rows;
        _columns = columns;
        _imageStart = new int[capacity + 1];
        _pixelStart = new int[(rows * columns) + 1];
    }

    /// <summary>Images in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Takes images, each transformed; pixels from outside the image are zero. Pixel values are bytes / 255.</summary>
    /// <param name="images">The set.</param>
    /// <param name="indices">Which of them.</param>
    /// <param name="transforms">One an image; empty for none.</param>
    public void Load(ImageSet images, int[] indices, ImageTransform[] transforms)
    {
        Count = indices.Length;
        var pixels = images.Rows * images.Columns;
        var most = indices.Length * pixels;
        if (_byImage.Length < most)
        {
            _byImage = new Entry[most];
            _byPixel = new Entry[most];
        }

        var resampled = transforms.Any(transform => transform.Resamples) ? _resampler.Apply(images, indices, transforms) : null;
        var used = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            _imageStart[i] = used;
            var image = resampled is null ? images.Image(indices[i]) : resampled.AsSpan(i * pixels, pixels);
            used = LoadImage(image, transforms.Length == 0 ? default : transforms[i], used);
        }

        _imageStart[indices.Length] = used;
    }

    /// <summary>sums[image] = W · image + b, for every image; outputs × batch, column-major.</summary>
    /// <param name="weights">From the pixels to the first hidden layer.</param>
    /// <param name="sums">Gets the sums.</param>
    public void Multiply(LayerWeights weights, float[] sums)
    {
        var (values, outputs) = (weights.Values, weights.Outputs);
        Parallel.For(0, Count, image =>
        {
            var sum = sums.AsSpan(image * outputs, outputs);
            weights.Bias.CopyTo(sum);
            foreach (var entry in _byImage.AsSpan(_imageStart[image].._imageStart[image + 1]))
            {
                TensorPrimitives.MultiplyAdd(values.AsSpan(entry.Other * outputs, outputs), entry.Value, sum, sum);
            }
        });
    }

    /// <summary>Sorts the batch by pixel; needed before <see cref="Gradient"/>.</summary>
    public void Transpose()
    {
        Array.Clear(_pixelStart);
        var entries = _byImage.AsSpan(0, _imageStart[Count]);
        foreach (var entry in entries)
        {
            _pixelStart[entry.Other + 1]++;
        }

        for (var pixel = 0; pixel < _pixelStart.Length - 1; pixel++)
        {
            _pixelStart[pixel + 1] += _pixelStart[pixel];
        }

        var next = _pixelStart.AsSpan(0, _pixelStart.Length - 1).ToArray();
        for (var image = 0; image < Count; image++)
        {
            foreach (var entry in entries[_imageStart[image].._imageStart[image + 1]])
            {
                _byPixel[next[entry.Other]++] = new Entry(image, entry.Value);
            }
        }
    }

    /// <summary>gradient = sum over images of value(pixel) · slopes[image], the row of dW that belongs to a pixel.</summary>
    /// <param name="pixel">The pixel.</param>
    /// <param name="slopes">dLoss/d(W·image + b), outputs × batch, column-major.</param>
    /// <param name="gradient">Gets one value an output.</param>
    public void Gradient(int pixel, float[] slopes, Span<float> gradient)
    {
        gradient.Clear();
        foreach (var entry in _byPixel.AsSpan(_pixelStart[pixel].._pixelStart[pixel + 1]))
        {
            TensorPrimitives.MultiplyAdd(slopes.AsSpan(entry.Other * gradient.Length, gradient.Length), entry.Value, gradient, gradient);
        }
    }

    private int LoadImage(ReadOnlySpan<byte> image, in ImageTransform transform, int used)
    {
        for (var row = 0; row < _rows; row++)
        {
            var from = row - transform.Down;
            if (from < 0 || from >= _rows)
            {
                continue;
            }

            for (var column = 0; column < _columns; column++)
            {
                var source = column - transform.Right;
                if (source >= 0 && source < _columns && image[(from * _columns) + source] is var value and > 0)
                {
                    _byImage[used++] = new Entry((row * _columns) + column, value * (1f / 255));
                }
            }
        }

        return used;
    }

    // Other: the pixel where sorted by image, the image where sorted by pixel.
    private readonly record struct Entry(int Other, float Value);
}
