using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Learning;

/// <summary>The order of an epoch's images and the augmentation of each. Equal seeds and epochs give equal orders.</summary>
internal sealed class EpochOrder
{
    /// <summary>Draws an epoch's order.</summary>
    /// <param name="options">Seed and augmentation.</param>
    /// <param name="epoch">From 1.</param>
    /// <param name="images">What is ordered.</param>
    public EpochOrder(TrainingOptions options, int epoch, ImageSet images)
    {
        var random = Seeds.Stream(options.Seed, SeedPurpose.Epoch, epoch);
        Indices = [.. Enumerable.Range(0, images.Count)];
        for (var i = images.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (Indices[i], Indices[j]) = (Indices[j], Indices[i]);
        }

        var distortion = Seeds.Stream(options.Seed, SeedPurpose.Distortion, epoch);
        Transforms = new TransformDraw(options.AugmentationIn(epoch), images.Rows, images.Columns).Draw(images.Count, random, distortion);
    }

    /// <summary>Image numbers.</summary>
    public int[] Indices { get; }

    /// <summary>One transform an image, in the same order; empty without augmentation.</summary>
    public ImageTransform[] Transforms { get; }
}
