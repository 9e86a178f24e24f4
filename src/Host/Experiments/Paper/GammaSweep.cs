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
    private const int Every = 4, Stride = Every * Window.UsualStride;

    /// <summary>A row of Table 1.</summary>
    /// <param name="context">Device and images.</param>
    /// <param name="weights">The plain network.</param>
    /// <param name="gamma">Gain from tanh to current.</param>
    public static SubstituteRow Row(PaperContext context, NetworkWeights weights, double gamma)
    {
        var train = PaperContext.Some(context.Data.Train, context.Plan.TrainImages, context.Plan.Seed);
        var test = PaperContext.Some(context.Data.Test, context.Plan.TestImages, context.Plan.Seed);
        return Substitution.Run(weights, OfTable(context, gamma), context.Data.With("as tried", train, test), context.Cancellation);
    }

    /// <summary>Substitute neurons that vote on few samples; those of Table 1's gammas share its response tables.</summary>
    /// <param name="context">Device and plan.</param>
    /// <param name="gamma">Gain from tanh to current.</param>
    /// <param name="array">Gets the array that is to be given back, or null.</param>
    /// <param name="alike">Cells whose response table may hold all input words of this gamma, or null.</param>
    public static HiddenCells Cells(PaperContext context, double gamma, out ICellArray? array, HiddenCells? alike = null)
    {
        if (PaperNumbers.Table1.Any(row => row.Gamma == gamma))
        {
            array = null;
            return OfTable(context, gamma, Every);
        }

        array = context.Create(PaperContext.Settings(gamma, context.Plan.SubstituteTransient, stride: Stride));
        return alike?.On(array) ?? new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto);
    }

    /// <summary>The mirror image of a network: all output weights with their signs changed.</summary>
    public static NetworkWeights Mirrored(NetworkWeights weights)
    {
        var mirrored = weights.Copy();
        (-weights.Output.Matrix).CopyTo(mirrored.Output.Matrix);
        return mirrored;
    }

    /// <summary>Accuracy at one gamma on the sweep's images.</summary>
    public static SweepPoint At(PaperContext context, NetworkWeights weights, double gamma) => At(context, weights, [gamma])[0];

    /// <summary>Accuracy on the sweep's images at gammas of one size, which have the same input words.</summary>
    public static SweepPoint[] At(PaperContext context, NetworkWeights weights, IReadOnlyList<double> gammas)
    {
        var (points, arrays, first) = (new List<SweepPoint>(), new List<ICellArray>(), (HiddenCells?)null);
        try
        {
            foreach (var gamma in gammas)
            {
                first = Cells(context, gamma, out var array, first);
                arrays.AddRange(array is null ? [] : [array]);
                points.Add(At(context, weights, gamma, first));
            }
        }
        finally
        {
            arrays.ForEach(array => array.Dispose());
        }

        return [.. points];
    }

    private static SweepPoint At(PaperContext context, NetworkWeights weights, double gamma, HiddenCells cells)
    {
        var plan = context.Plan;
        return new SweepPoint(gamma, Vote(context.Data.Train, plan.SweepTrainImages), Vote(context.Data.Test, plan.SweepTestImages));

        double Vote(ImageSet images, int count) =>
            Evaluator.Run(weights, cells, PaperContext.Some(images, count, plan.Seed), cancellation: context.Cancellation).Vote;
    }

    private static HiddenCells OfTable(PaperContext context, double gamma, int every = 1) =>
        context.Cells(PaperContext.Settings(gamma, context.Plan.SubstituteTransient), Nonlinearity.Linear, every);
}
