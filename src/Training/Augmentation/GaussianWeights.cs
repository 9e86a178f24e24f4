namespace FhnHw.Training.Augmentation;

/// <summary>A Gaussian as whole numbers.</summary>
internal static class GaussianWeights
{
    /// <summary>What the weights of both sides and of the middle add up to.</summary>
    public const int Sum = 4096;

    // Standard deviations after which the Gaussian ends.
    private const int End = 4;

    /// <summary>The weights at distances 0, 1, 2 ... from the middle.</summary>
    /// <param name="sigma">Standard deviation, above 0.</param>
    /// <returns>Each within 1 of <see cref="Sum"/> times the Gaussian that ends at four standard deviations.</returns>
    public static int[] Of(double sigma)
    {
        var exact = Enumerable.Range(0, 1 + (int)Math.Ceiling(End * sigma))
            .Select(distance => Math.Exp(-distance * distance / (2 * sigma * sigma))).ToArray();
        var sum = exact[0] + (2 * exact.Skip(1).Sum());

        // The sums from the far end are rounded, not the weights, so that no error gathers in the middle.
        var weights = new int[exact.Length];
        var (outside, rounded) = (0.0, 0);
        for (var distance = exact.Length - 1; distance > 0; distance--)
        {
            outside += Sum * exact[distance] / sum;
            weights[distance] = (int)Math.Round(outside) - rounded;
            rounded += weights[distance];
        }

        weights[0] = Sum - (2 * rounded);
        return weights;
    }
}
