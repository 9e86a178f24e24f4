using FhnHw.Host.Experiments.Substituting;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>Accuracy with substitute neurons at one gamma, percent by vote.</summary>
/// <param name="Gamma">Gain from tanh to current.</param>
/// <param name="Train">On training images.</param>
/// <param name="Test">On test images.</param>
internal sealed record SweepPoint(double Gamma, double Train, double Test);

/// <summary>Table 1 and Figure 4 of the paper: one plain network, cells with many gammas in its hidden layer.</summary>
internal static class GammaSweep
{
    // Votes over fewer samples than Table 1's: a point moves by some tenths.
    private const int Stride = 64;

    /// <summary>Table 1.</summary>
    /// <param name="context">Device and images.</param>
    /// <param name="weights">The plain network.</param>
    /// <param name="told">Told the rows done.</param>
    public static SubstituteRow[] Table(PaperContext context, NetworkWeights weights, Action<int> told)
    {
        var train = PaperContext.Some(context.Data.Train, context.Plan.TrainImages, context.Plan.Seed);
        var test = PaperContext.Some(context.Data.Test, context.Plan.TestImages, context.Plan.Seed);
        return [.. PaperNumbers.Table1.Select((row, index) =>
        {
            told(index);
            using var array = context.Create(PaperContext.Settings(row.Gamma, context.Plan.SubstituteTransient));
            return Substitution.Run(weights, array, ForwardMode.Auto, context.Data.With("as tried", train, test), context.Cancellation);
        })];
    }

    /// <summary>The mirror image of a network: all output weights with their signs changed.</summary>
    public static NetworkWeights Mirrored(NetworkWeights weights)
    {
        var mirrored = weights.Copy();
        (-weights.Output.Matrix).CopyTo(mirrored.Output.Matrix);
        return mirrored;
    }

    /// <summary>Accuracy at one gamma on the sweep's images.</summary>
    public static SweepPoint At(PaperContext context, NetworkWeights weights, double gamma)
    {
        var plan = context.Plan;
        using var array = context.Create(PaperContext.Settings(gamma, plan.SubstituteTransient, stride: Stride));
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto);
        return new SweepPoint(gamma, Vote(context.Data.Train, plan.SweepTrainImages), Vote(context.Data.Test, plan.SweepTestImages));

        double Vote(ImageSet images, int count) =>
            Evaluator.Run(weights, cells, PaperContext.Some(images, count, plan.Seed), cancellation: context.Cancellation).Vote;
    }

    /// <summary>Figure 4.</summary>
    public static SweepPoint[] Run(PaperContext context, NetworkWeights weights, Action<int> told) => [.. context.Plan.Gammas.Select((gamma, index) =>
    {
        told(index);
        return At(context, weights, gamma);
    })];
}
