using FhnHw.Kernels.Errors;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Data;

/// <summary>Holds some training images out, to watch the accuracy on images that the network does not learn from.</summary>
public static class HeldOut
{
    /// <summary>Splits a set in two.</summary>
    /// <param name="set">The training images.</param>
    /// <param name="count">
    /// How many are held out: 1 to all but one. Each class has an equal share of them, one more or less; a class that would lose more than half of its
    /// images gives fewer, as long as the others can make up for it.
    /// </param>
    /// <param name="seed">Equal seeds hold equal images out. The stream is not that of <see cref="BalancedSubset"/>.</param>
    /// <returns>The images to train on and those held out, both in the order of the set and of its classes.</returns>
    /// <exception cref="InvalidSettingException">The count leaves no image to train on, or is below 1.</exception>
    public static (ImageSet Train, ImageSet HeldOut) Split(ImageSet set, int count, int seed)
    {
        if (count < 1 || count >= set.Count)
        {
            throw new InvalidSettingException(
                $"{count} of {set.Count} training images cannot be held out; hold out at least 1, and leave at least 1 to train on.");
        }

        var shares = EqualShares.Of(Limits(set, count), count);
        var held = new bool[set.Count];
        foreach (var index in BalancedSubset.Shuffled(set.Count, Seeds.Stream(seed, SeedPurpose.HeldOut)))
        {
            held[index] = shares[set.Labels[index]]-- > 0;
        }

        int[] all = [.. Enumerable.Range(0, set.Count)];
        return (set.Pick([.. all.Where(index => !held[index])]), set.Pick([.. all.Where(index => held[index])]));
    }

    // How many a class may give: half of it, else all but one, else all.
    private static int[] Limits(ImageSet set, int count)
    {
        Func<int, int>[] limits = [images => images / 2, images => Math.Max(0, images - 1), images => images];
        return limits.Select(limit => set.ClassCounts.Select(limit).ToArray()).First(limited => limited.Sum() >= count);
    }
}
