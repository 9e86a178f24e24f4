using FhnHw.Training.Data;

namespace FhnHw.Training.Augmentation;

/// <summary>Resamples the images of a batch, side by side on all cores. Reuses its memory.</summary>
internal sealed class BatchResampler
{
    private byte[] _resampled = [];

    /// <summary>The images, each transformed but for its shift.</summary>
    /// <param name="images">The set.</param>
    /// <param name="indices">Which of them.</param>
    /// <param name="transforms">One an image.</param>
    /// <returns>Grey values, image by image, row by row; valid until the next call.</returns>
    public byte[] Apply(ImageSet images, int[] indices, ImageTransform[] transforms)
    {
        var pixels = images.Rows * images.Columns;
        if (_resampled.Length < indices.Length * pixels)
        {
            _resampled = new byte[indices.Length * pixels];
        }

        Parallel.For(0, indices.Length, i =>
            Resampler.Apply(images.Image(indices[i]), images.Columns, transforms[i], _resampled.AsSpan(i * pixels, pixels)));
        return _resampled;
    }
}
