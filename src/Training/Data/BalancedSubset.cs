using FhnHw.Kernels.Errors;
using FhnHw.Training.Seeding;
using MathNet.Numerics.Random;

namespace FhnHw.Training.Data;

/// <summary>Chooses some images of a set, by a seed; the order they come in is part of the choice.</summary>
public static class BalancedSubset
{
    /// <summary>As many images of each class.</summary>
    /// <param name="set">What to choose from.</param>
    /// <param name="count">How many in all: a multiple of the number of classes.</param>
    /// <param name="seed">Equal seeds choose equal images.</param>
    /// <exception cref="InvalidSettingException">The count is no multiple, or a class has too few images.</exception>
    public static ImageSet Take(ImageSet set, int count, int seed)
    {
        if (count < set.Classes || count % set.Classes != 0)
        {
            throw new InvalidSettingException(
                $"A balanced subset of {count} images cannot have as many of each of {set.Classes} classes; give a multiple of {set.Classes}.");
        }

        var share = count / set.Classes;
        var taken = new int[set.Classes];
        var chosen = new List<int>(count);
        foreach (var index in Shuffled(set.Count, seed))
        {
            if (taken[set.Labels[index]]++ < share)
            {
                chosen.Add(index);
            }
        }

        var scarce = Array.FindIndex(taken, number => number < share);
        return scarce < 0
            ? Pick(set, chosen)
            : throw new InvalidSettingException(
                $"Class {scarce} has {taken[scarce]} images where {share} are asked of each class; give at most {taken.Min() * set.Classes}.");
    }

    /// <summary>Images as they come, whatever their class.</summary>
    /// <param name="set">What to choose from.</param>
    /// <param name="count">How many: 1 to all.</param>
    /// <param name="seed">Equal seeds choose equal images.</param>
    /// <exception cref="InvalidSettingException">The set has fewer images.</exception>
    public static ImageSet TakeAny(ImageSet set, int count, int seed)
    {
        InvalidSettingException.ThrowIfOutside("number of images", count, 1, set.Count, "Images");
        return Pick(set, [.. Shuffled(set.Count, seed).Take(count)]);
    }

    // Fisher and Yates.
    private static int[] Shuffled(int count, int seed)
    {
        RandomSource random = Seeds.Stream(seed, SeedPurpose.Subset);
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private static ImageSet Pick(ImageSet set, List<int> indices)
    {
        var size = set.Rows * set.Columns;
        var pixels = new byte[indices.Count * size];
        var labels = new byte[indices.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            set.Image(indices[i]).CopyTo(pixels.AsSpan(i * size));
            labels[i] = set.Labels[indices[i]];
        }

        return new ImageSet(set.Rows, set.Columns, pixels, labels);
    }
}
