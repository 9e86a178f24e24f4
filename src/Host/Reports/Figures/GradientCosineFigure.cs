using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>How true each surrogate's gradient is in one hidden layer, per epoch.</summary>
internal static class GradientCosineFigure
{
    private static readonly string[] Order = ["sigmoid", "meanfield", "measured"];

    /// <summary>Draws the runs of one readout non-linearity.</summary>
    /// <param name="comparison">The runs.</param>
    /// <param name="nonlinearity">Which of them.</param>
    /// <param name="layer">The hidden layer, from 0.</param>
    public static Figure Draw(SurrogateComparison comparison, string nonlinearity, int layer)
    {
        var plot = FigurePlot.Make("epoch", "cosine with the array's own gradient");
        foreach (var run in comparison.Runs.Where(run => run.Nonlinearity == nonlinearity))
        {
            var (index, cosines) = (Array.IndexOf(Order, run.Surrogate), run.Layers[layer]);
            double[] epochs = [.. Enumerable.Range(0, cosines.Weights.Length).Select(epoch => (double)epoch)];
            FigurePlot.Points(plot, epochs, cosines.Weights, FigurePlot.Series(index), $"{run.Surrogate}, by W{layer + 1}");
            FigurePlot.Points(plot, epochs, cosines.Sums, FigurePlot.Series(index), $"{run.Surrogate}, by each sum", MarkerShape.OpenCircle, 0.8f);
        }

        FigurePlot.WholeNumbers(plot);
        plot.Axes.SetLimitsY(Math.Min(0, comparison.Runs.Min(run => run.Layers.Min(cosines => cosines.Sums.Min())) - 0.05), 1.02);
        FigurePlot.LegendBelow(plot);
        var several = comparison.Hidden.Count > 1;
        return new Figure(
            $"gradient-cosine-{nonlinearity}" + (several ? $"-layer-{layer + 1}-of-{comparison.Hidden.Count}" : ""),
            $"How true the gradients are, {nonlinearity} readout" + (several ? $", hidden layer {layer + 1} of {comparison.Hidden.Count}" : ""),
            Paragraphs.Paper.Say("gradient-cosine", ("codes", $"{comparison.Codes[layer]}"), ("weights", $"W{layer + 1}")), plot, 420);
    }
}
