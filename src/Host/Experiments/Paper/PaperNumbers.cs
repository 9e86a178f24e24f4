namespace FhnHw.Host.Experiments.Paper;

/// <summary>What the paper reports (Bogatenko et al., Chaos 33, 2023, doi 10.1063/5.0152703), percent.</summary>
internal static class PaperNumbers
{
    /// <summary>The plain network, on training and on test images (section 3).</summary>
    public static (double Train, double Test) Plain { get; } = (99.5, 97.7);

    /// <summary>Table 1: gamma, on training and on test images.</summary>
    public static IReadOnlyList<(double Gamma, double Train, double Test)> Table1 { get; } =
        [(-0.5, 73.4, 73.3), (-1, 83.0, 82.9), (0.5, 3.4, 3.6)];

    /// <summary>Table 1, each class of the test images at gamma -0.5.</summary>
    public static double[] SubstitutedPerClass { get; } = [98.6, 1.5, 82.6, 85.1, 88.0, 31.9, 96.2, 57.5, 99.5, 91.9];

    /// <summary>Table 2: trained in the loop, on the 10,000 and 1,000 images.</summary>
    public static (double Train, double Test) Subset { get; } = (82.2, 79.3);

    /// <summary>Table 2: on all of MNIST.</summary>
    public static (double Train, double Test) Whole { get; } = (79.7, 79.9);

    /// <summary>The digit that the paper's trained network never predicts.</summary>
    public const int LostDigit = 8;

    /// <summary>The paper's accuracy at a gamma; null where it gives none.</summary>
    public static (double Train, double Test)? At(double gamma)
    {
        foreach (var row in Table1)
        {
            if (row.Gamma == gamma)
            {
                return (row.Train, row.Test);
            }
        }

        return null;
    }
}
