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
    private readonly int[] _pixelsOfImage;
    private readonly int[] _pixelStart;
    private readonly BatchResampler _resampler = new();
    private RowFactor[] _byImage = []; // those of image i begin at i · rows · columns; their rows are pixels
    private RowFactor[] _byPixel = []; // those of pixel p begin at _pixelStart[p]; their rows are images

    /// <summary>Makes room for batches of images of one size.</summary>
    public PixelBatch(int capacity, int rows, int columns)
    {
        _rows = rows;
        _columns = columns;
        _pixelsOfImage = new int[capacity];
        _pixelStart = new int[(rows * columns) + 1];
    }

    /// <summary>Images in the batch.</summary>
    public int Count { get; private set; }

    private int Pixels => _rows * _columns;

    /// <summary>Takes images, each transformed; pixels from outside the image are zero. Pixel values are bytes / 255.</summary>
    /// <param name="images">The set.</param>
    /// <param name="indices">Which of them.</param>
    /// <param name="transforms">One an image; empty for none.</param>
    public void Load(ImageSet images, int[] indices, ImageTransform[] transforms)
    {
        Count = indices.Length;
        if (_byImage.Length < Count * Pixels)
        {
            _byImage = new RowFactor[Count * Pixels];
            _byPixel = new RowFactor[Count * Pixels];
        }

        var resampled = transforms.Any(transform => transform.Resamples) ? _resampler.Apply(images, indices, transforms) : null;
        Parallel.For(0, Count, i =>
        {
            var image = resampled is null ? images.Image(indices[i]) : resampled.AsSpan(i * Pixels, Pixels);
            _pixelsOfImage[i] = LoadImage(image, transforms.Length == 0 ? default : transforms[i], _byImage.AsSpan(i * Pixels, Pixels));
        });
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
            SparseRows.Add(OfImage(image), values, sum);
        });
    }

    /// <summary>Sorts the batch by pixel; needed before <see cref="Gradient"/>.</summary>
    public void Transpose()
    {
        Array.Clear(_pixelStart);
        for (var image = 0; image < Count; image++)
        {
            foreach (var entry in OfImage(image))
            {
                _pixelStart[entry.Row + 1]++;
            }
        }

        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            _pixelStart[pixel + 1] += _pixelStart[pixel];
        }

        var next = _pixelStart.AsSpan(0, Pixels).ToArray();
        for (var image = 0; image < Count; image++)
        {
            foreach (var entry in OfImage(image))
            {
                _byPixel[next[entry.Row]++] = new RowFactor(image, entry.Factor);
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
        SparseRows.Add(_byPixel.AsSpan(_pixelStart[pixel].._pixelStart[pixel + 1]), slopes, gradient);
    }

    private ReadOnlySpan<RowFactor> OfImage(int image) => _byImage.AsSpan(image * Pixels, _pixelsOfImage[image]);

    private int LoadImage(ReadOnlySpan<byte> image, in ImageTransform transform, Span<RowFactor> pixels)
    {
        var used = 0;
        for (var row = Math.Max(0, transform.Down); row < Math.Min(_rows, _rows + transform.Down); row++)
        {
            var from = (row - transform.Down) * _columns;
            for (var column = Math.Max(0, transform.Right); column < Math.Min(_columns, _columns + transform.Right); column++)
            {
                // Every pixel is written, and the next one over it where it was zero: no branch to mispredict.
                var value = image[from + column - transform.Right];
                pixels[used] = new RowFactor((row * _columns) + column, value * (1f / 255));
                used += value > 0 ? 1 : 0;
            }
        }

        return used;
    }
}
