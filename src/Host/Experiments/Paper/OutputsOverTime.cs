using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>The outputs of one image over time.</summary>
/// <param name="Image">Its number among the test images.</param>
/// <param name="Label">Its class.</param>
/// <param name="Prediction">The class that leads at the most samples.</param>
/// <param name="Votes">Share of samples at which each class leads, percent, over the whole window.</param>
/// <param name="Time">Time units since the window began; its first part.</param>
/// <param name="Outputs">One row a class.</param>
/// <param name="Leaders">The class with the largest output at each time.</param>
internal sealed record OutputsOverTime(
    int Image, int Label, int Prediction, double[] Votes, double[] Time, double[][] Outputs, int[] Leaders)
{
    private const double Shown = 10;
    private const int Candidates = 200;

    /// <summary>Figure 3 of the paper, for the first test image that is classified correctly though the leading class changes.</summary>
    public static OutputsOverTime Run(PaperContext context, NetworkWeights weights)
    {
        var settings = PaperContext.Settings(-0.5, context.Plan.SubstituteTransient, stride: 8);
        using var array = context.Create(settings);
        OutputsOverTime? first = null;
        for (var image = 0; image < Math.Min(Candidates, context.Data.Test.Count); image++)
        {
            var outputs = Of(context, weights, array, image);
            first ??= outputs;
            if (outputs.Prediction == outputs.Label && outputs.Votes[outputs.Prediction] is > 50 and < 90)
            {
                return outputs;
            }
        }

        return first!;
    }

    private static OutputsOverTime Of(PaperContext context, NetworkWeights weights, ICellArray array, int image)
    {
        var settings = array.Settings;
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Stream);
        var codes = Evaluator.Currents(weights, cells, context.Data.Test, [image]);
        var trace = array.Run(new(codes[^1], Features.Trace)).Trace!;
        var outputs = Enumerable.Range(0, weights.Classes).Select(c => Output(weights, trace, c)).ToArray();
        var leaders = Enumerable.Range(0, trace.Samples).Select(m => Leader(outputs, m)).ToArray();
        double[] votes = [.. outputs.Select((_, c) => 100.0 * leaders.Count(leader => leader == c) / leaders.Length)];
        var shown = Math.Min(trace.Samples, (int)(Shown / (settings.Format.Dt * settings.Window.Stride)) + 1);
        return new OutputsOverTime(
            image, context.Data.Test.Labels[image], Array.IndexOf(votes, votes.Max()), votes,
            [.. Enumerable.Range(0, shown).Select(m => m * settings.Format.Dt * settings.Window.Stride)],
            [.. outputs.Select(row => row[..shown])], leaders[..shown]);
    }

    private static double[] Output(NetworkWeights weights, Trace trace, int c) => [.. Enumerable.Range(0, trace.Samples).Select(m =>
        weights.Output.Bias[c] + Enumerable.Range(0, weights.Hidden.Last).Sum(cell => weights.Output.Matrix[c, cell] * trace[m, cell]))];

    private static int Leader(double[][] outputs, int sample) =>
        Enumerable.Range(0, outputs.Length).MaxBy(c => (outputs[c][sample], -c));
}
