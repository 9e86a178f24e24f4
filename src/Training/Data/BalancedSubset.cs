using FhnHw.Kernels.Errors;
using FhnHw.Training.Seeding;
using MathNet.Numerics.Random;

namespace FhnHw.Training.Data;

/// <summary>Chooses some images of a set, by a seed; the order they come in is part of the choice.</summary>
public static class BalancedSubset
{
    /// <summary>
    /// As many images of each class that has any. Where the count is no multiple of the classes, some have one more; a class with too few images
    /// gives all of them and the others make up for it.
    /// </summary>
    /// <param name="set">What to choose from.</param>
    /// <param name="count">How many in all: 1 to all.</param>
    /// <param name="seed">Equal seeds choose equal images.</param>
    /// <exception cref="InvalidSettingException">The set has fewer images.</exception>
    public static ImageSet Take(ImageSet set, int count, int seed)
    {
        InvalidSettingException.ThrowIfOutside("number of images", count, 1, set.Count, "Images");
        var shares = EqualShares.Of(set.ClassCounts, count);
        var chosen = new List<int>(count);
        foreach (var index in Shuffled(set.Count, Seeds.Stream(seed, SeedPurpose.Subset)))
        {
            if (shares[set.Labels[index]]-- > 0)
            {
                chosen.Add(index);
            }
        }

        return set.Pick(chosen);
    }

    /// <summary>Such a subset of at most some images: the set itself where it has no more, or for 0.</summary>
    /// <param name="set">What to choose from.</param>
    /// <param name="most">The most that are taken; 0 for all.</param>
    /// <param name="seed">Equal seeds choose equal images.</param>
    public static ImageSet UpTo(ImageSet set, int most, int seed) => most == 0 || most > set.Count ? set : Take(set, most, seed);

    /// <summary>Numbers from 0 in an order drawn from a stream (Fisher and Yates).</summary>
    internal static int[] Shuffled(int count, RandomSource random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
