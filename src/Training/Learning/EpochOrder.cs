using FhnHw.Training.Network;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Learning;

/// <summary>The order of an epoch's images and how each is laid; the same for the same seed and epoch.</summary>
internal sealed class EpochOrder
{
    /// <summary>Draws an epoch's order.</summary>
    /// <param name="options">Seed, and how far images are moved and turned.</param>
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

        // Drawn behind the moves, which are then the same with and without turns.
        for (var i = 0; rotation != 0 && i < Placements.Length; i++)
        {
            Placements[i] = Placements[i] with { Rotation = rotation * ((2 * random.NextDouble()) - 1) };
        }
    }

    /// <summary>Image numbers.</summary>
    public int[] Indices { get; }

    /// <summary>One an image, in the same order; empty where images stay as they are.</summary>
    public Placement[] Placements { get; }
}
