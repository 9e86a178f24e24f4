using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Learning;

/// <summary>The order of an epoch's images and the augmentation of each. Equal seeds and epochs give equal orders. Reuses its memory.</summary>
/// <param name="options">Seed and augmentation.</param>
/// <param name="images">What is ordered.</param>
internal sealed class EpochOrder(TrainingOptions options, ImageSet images)
{
    private readonly int[] _indices = new int[images.Count];
    private ImageTransform[] _transforms = [];

    /// <summary>Image numbers.</summary>
    public ReadOnlyMemory<int> Indices => _indices;

    /// <summary>One transform an image, in the same order; empty without augmentation.</summary>
    public ReadOnlyMemory<ImageTransform> Transforms => _transforms;

    /// <summary>Draws an epoch's order, in the place of the one before.</summary>
    /// <param name="epoch">From 1.</param>
    public void Draw(int epoch)
    {
        var random = Seeds.Stream(options.Seed, SeedPurpose.Epoch, epoch);
        for (var i = 0; i < _indices.Length; i++)
        {
            _indices[i] = i;
        }

        for (var i = images.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (_indices[i], _indices[j]) = (_indices[j], _indices[i]);
        }

        var draw = new TransformDraw(options.AugmentationIn(epoch), images.Rows, images.Columns);
        if (draw.Moves && _transforms.Length == 0)
        {
            _transforms = new ImageTransform[images.Count];
        }

        draw.Draw(draw.Moves ? _transforms : [], random, Seeds.Stream(options.Seed, SeedPurpose.Distortion, epoch));
    }
}
