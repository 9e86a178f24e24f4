using System.Globalization;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>Numbers by which one sees that two programs did the same work; null where a kind of work has none.</summary>
/// <param name="MeanAbs">Mean over cells of |time-mean of x| in the window.</param>
/// <param name="MeanSquare">Mean of x² over cells and 16 samples of the window.</param>
/// <param name="Ends">FNV-1a hash of Y at the window's ends of every cell, 16 hexadecimal digits; fixed-point cells only.</param>
/// <param name="TrainAccuracy">Training images classified correctly in the last epoch, percent.</param>
internal sealed record WorkChecks(double? MeanAbs = null, double? MeanSquare = null, string? Ends = null, double? TrainAccuracy = null)
{
    // Of the mean of x, units of x: what the first and the last spike of a window make of it. Of x², as a share: 3 % by the integration rule,
    // and what few samples leave to chance. Of accuracies, points: by the draw of the weights, in one of the first epochs.
    private const double OfMean = 0.02, OfSquare = 0.03, OfChance = 1.5, OfAccuracy = 3;

    /// <summary>Why the work was not the same, or null where it was.</summary>
    /// <param name="reference">The numbers of fhnhw.</param>
    /// <param name="samples">Samples behind <see cref="MeanSquare"/>.</param>
    /// <param name="exact">True where <see cref="Ends"/> must be equal.</param>
    public string? Difference(WorkChecks reference, int samples, bool exact)
    {
        if (exact && Ends != reference.Ends)
        {
            return $"has other bits than the cpu array in Y at the window's ends ({Ends ?? "none"} for {reference.Ends})";
        }

        return Far("mean of |x|", MeanAbs, reference.MeanAbs, OfMean)
            ?? Far("mean of x²", MeanSquare, reference.MeanSquare, (reference.MeanSquare ?? 0) * (OfSquare + (OfChance / Math.Sqrt(samples))))
            ?? Far("training accuracy", TrainAccuracy, reference.TrainAccuracy, OfAccuracy);
    }

    private static string? Far(string name, double? value, double? expected, double tolerance) =>
        expected is null || Math.Abs((value ?? double.NaN) - expected.Value) <= tolerance ? null : string.Create(
            CultureInfo.InvariantCulture, $"does other work: its {name} is {value:0.0000} where fhnhw's is {expected:0.0000}");
}
