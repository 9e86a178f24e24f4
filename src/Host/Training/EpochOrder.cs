using FhnHw.Host.Network;

namespace FhnHw.Host.Training;

/// <summary>The order of an epoch's images and how far each is moved; the same for the same seed and epoch.</summary>
internal sealed class EpochOrder
{
    /// <summary>Draws an epoch's order.</summary>
    public EpochOrder(int seed, int epoch, int images, int reach)
    {
        var random = Seeds.Stream(seed, SeedPurpose.Epoch, epoch);
        Indices = [.. Enumerable.Range(0, images)];
        for (var i = images - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (Indices[i], Indices[j]) = (Indices[j], Indices[i]);
        }

        Shifts = reach == 0 ? [] : new Shift[images];
        for (var i = 0; i < Shifts.Length; i++)
        {
            Shifts[i] = new Shift(random.Next(-reach, reach + 1), random.Next(-reach, reach + 1));
        }
    }

    /// <summary>Image numbers.</summary>
    public int[] Indices { get; }

    /// <summary>One shift an image, in the same order; empty where images stay.</summary>
    public Shift[] Shifts { get; }
}
