using System.Buffers;
using FhnHw.Kernels.Samples;
using FhnHw.Kernels.Threads;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;

namespace FhnHw.Training.Network;

/// <summary>
/// The non-zero pixels of a batch, image by image. Four fifths of a handwritten digit's pixels are zero, so both products with the first weights
/// touch only a fifth of the weights.
/// </summary>
/// <remarks>
/// Written by hand: MathNet's dense product takes 8 to 10 s an epoch of 60,000 images on two cores, this takes less than a tenth of one
/// (docs/results.md). Sums run in a fixed order whatever the number of cores, so that a run repeats to the bit. Nothing is allocated after the
/// first batch.
/// </remarks>
public sealed class PixelBatch
{
    // Images that a core takes at a time: to load them, and to multiply them with weights that it reads but once for all of them.
    private const int LoadGrain = 4, MultiplyGrain = 32;

    // Weights that a core keeps near while it multiplies.
    private const int NearWeights = 9 * 1024;

    private readonly int _rows;
    private readonly int _columns;
    private readonly PixelGradient? _gradient;
    private readonly int[] _blockStart; // [image · (blocks + 1) + block], from the image's first
    private readonly RowFactor[] _pixels; // those of image i begin at i · rows · columns; their rows are pixels
    private readonly Action<int, int> _load, _multiply;
    private ImageSet? _images;
    private ReadOnlyMemory<int> _indices;
    private ReadOnlyMemory<ImageTransform> _transforms;
    private LayerWeights? _weights;
    private float[] _sums = [];

    /// <summary>Makes room for batches of images of one size.</summary>
    /// <param name="capacity">The most images of a batch.</param>
    /// <param name="rows">Height of an image, pixels.</param>
    /// <param name="columns">Width of an image, pixels.</param>
    /// <param name="gradient">Is given the images too; null where nothing is learnt from them.</param>
    public PixelBatch(int capacity, int rows, int columns, PixelGradient? gradient = null)
    {
        (_rows, _columns, _gradient) = (rows, columns, gradient);
        Blocks = PixelBlocks.Count(Pixels);
        _blockStart = new int[capacity * (Blocks + 1)];
        _pixels = new RowFactor[capacity * Pixels];
        (_load, _multiply) = (Load, Multiply);
    }

    /// <summary>Images in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Blocks of neighbouring pixels that an image has.</summary>
    public int Blocks { get; }

    private int Pixels => _rows * _columns;

    /// <summary>Takes images, each transformed; pixels from outside the image are zero. Pixel values are bytes / 255.</summary>
    /// <param name="images">The set.</param>
    /// <param name="indices">Which of them; not more than there is room for.</param>
    /// <param name="transforms">One an image; empty for none.</param>
    public void Load(ImageSet images, ReadOnlyMemory<int> indices, ReadOnlyMemory<ImageTransform> transforms)
    {
        (Count, _images, _indices, _transforms) = (indices.Length, images, indices, transforms);
        Team.Share(Count, LoadGrain, _load);
    }

    /// <summary>sums[image] = W · image + b, for every image; outputs × batch, column-major.</summary>
    /// <param name="weights">From the pixels to the first hidden layer.</param>
    /// <param name="sums">Gets the sums.</param>
    public void Multiply(LayerWeights weights, float[] sums)
    {
        (_weights, _sums) = (weights, sums);
        Team.Share(Count, MultiplyGrain, _multiply);
    }

    private void Multiply(int from, int to)
    {
        var (outputs, values) = (_weights!.Outputs, _weights.Values);
        for (var image = from; image < to; image++)
        {
            _weights.Bias.CopyTo(_sums, image * outputs);
        }

        var near = Math.Max(1, NearWeights / (PixelBlocks.Pixels * outputs));
        for (var block = 0; block < Blocks; block += near)
        {
            var behind = Math.Min(Blocks, block + near);
            for (var image = from; image < to; image++)
            {
                var (first, starts) = (image * Pixels, image * (Blocks + 1));
                var entries = _pixels.AsSpan((first + _blockStart[starts + block])..(first + _blockStart[starts + behind]));
                SparseRows.Add(entries, values, outputs, _sums.AsSpan(image * outputs, outputs));
            }
        }
    }

    private void Load(int from, int to)
    {
        var shared = ArrayPool<byte>.Shared.Rent(2 * Pixels);
        var resampled = shared.AsSpan(0, Pixels);
        var moved = shared.AsSpan(Pixels, Pixels);
        var resampler = _transforms.IsEmpty ? default : new Resampler(_rows, _columns);
        for (var i = from; i < to; i++)
        {
            var image = _images!.Image(_indices.Span[i]);

            // Images are taken in a random order, and all of them do not fit a near cache.
            CacheLines.Prefetch(_images.Image(_indices.Span[Math.Min(i + 1, Count - 1)]));
            if (!_transforms.IsEmpty)
            {
                ref readonly var transform = ref _transforms.Span[i];
                if (transform.Resamples)
                {
                    resampler.Apply(image, transform, resampled);
                    image = resampled;
                }

                if (transform.Down != 0 || transform.Right != 0)
                {
                    Move(image, transform.Down, transform.Right, moved);
                    image = moved;
                }
            }

            _gradient?.Take(i, image);
            LitPixels.Take(image, _pixels.AsSpan(i * Pixels, Pixels), _blockStart.AsSpan(i * (Blocks + 1), Blocks + 1));
        }

        ArrayPool<byte>.Shared.Return(shared);
        if (!_transforms.IsEmpty)
        {
            resampler.GiveBack();
        }
    }

    // By whole pixels; what moves over the edge is gone.
    private void Move(ReadOnlySpan<byte> image, int down, int right, Span<byte> moved)
    {
        moved.Clear();
        var width = _columns - Math.Abs(right);
        for (var row = Math.Max(0, down); width > 0 && row < Math.Min(_rows, _rows + down); row++)
        {
            image.Slice(((row - down) * _columns) + Math.Max(0, -right), width).CopyTo(moved[((row * _columns) + Math.Max(0, right))..]);
        }
    }
}
