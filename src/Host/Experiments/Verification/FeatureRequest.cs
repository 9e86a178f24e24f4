using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Verification;

/// <summary>Something to ask an array for.</summary>
/// <param name="Name">What, in words.</param>
/// <param name="Features">The features.</param>
/// <param name="Readout">The output layer, where they need one.</param>
internal sealed record FeatureRequest(string Name, Features Features, Readout? Readout)
{
    private const Features Everything = Features.Trace | Features.Signs | Features.Mean | Features.Ends | Features.Activation | Features.Votes;

    /// <summary>How many requests <see cref="All"/> makes.</summary>
    public const int Count = 9;

    /// <summary>Each feature by itself, and all at once, with random output weights.</summary>
    public static FeatureRequest[] All(ArraySettings settings, int cells, int classes, Random random)
    {
        var linear = RandomReadout(Nonlinearity.Linear, cells, classes, random);
        var sigmoid = RandomReadout(Nonlinearity.Sigmoid, cells, classes, random);
        return
        [
            new("Y at the window's ends", Features.Ends, null),
            new("sums of x over every step (exact mean)", Features.Mean, null),
            new($"x every {settings.Window.Stride} steps", Features.Trace, null),
            new("signs of x", Features.Signs, null),
            new("sums of x (linear readout)", Features.Activation, linear),
            new("sums of sigmoid(x)", Features.Activation, sigmoid),
            new("votes, linear readout", Features.Votes, linear),
            new("votes, sigmoid readout", Features.Votes, sigmoid),
            new("all of these at once", Everything, sigmoid),
        ];
    }

    /// <summary>An output layer with normally distributed weights.</summary>
    public static Readout RandomReadout(Nonlinearity nonlinearity, int cells, int classes, Random random)
    {
        return new Readout(nonlinearity, Draw(cells * classes), Draw(classes));

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => Normal(random))];
    }

    // Box and Muller's transform of two uniform numbers, the first kept from zero.
    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
