using FhnHw.Training.Network;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Learning;

/// <summary>The order of an epoch's images and the augmentation of each. Equal seeds and epochs give equal orders.</summary>
internal sealed class EpochOrder
{
    /// <summary>Draws an epoch's order.</summary>
    /// <param name="options">Seed, and how far images are shifted and rotated.</param>
    /// <param name="epoch">From 1.</param>
    /// <param name="images">How many there are.</param>
    public EpochOrder(TrainingOptions options, int epoch, int images)
    {
        var random = Seeds.Stream(options.Seed, SeedPurpose.Epoch, epoch);
        Indices = [.. Enumerable.Range(0, images)];
        for (var i = images - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (Indices[i], Indices[j]) = (Indices[j], Indices[i]);
        }

        var (reach, rotation) = (options.Shift, options.Rotation * Math.PI / 180);
        Placements = reach == 0 && rotation == 0 ? [] : new Placement[images];
        for (var i = 0; i < Placements.Length; i++)
        {
            Placements[i] = reach == 0 ? default : new Placement(random.Next(-reach, reach + 1), random.Next(-reach, reach + 1));
        }

        // Drawn after the shifts, which are then the same with and without rotation.
        for (var i = 0; rotation != 0 && i < Placements.Length; i++)
        {
            Placements[i] = Placements[i] with { Rotation = rotation * ((2 * random.NextDouble()) - 1) };
        }
    }

    /// <summary>Image numbers.</summary>
    public int[] Indices { get; }

    /// <summary>One placement an image, in the same order; empty without augmentation.</summary>
    public Placement[] Placements { get; }
}
