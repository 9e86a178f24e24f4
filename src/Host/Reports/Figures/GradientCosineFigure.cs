using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>How true each surrogate's gradient is, per epoch.</summary>
internal static class GradientCosineFigure
{
    private static readonly string[] Order = ["sigmoid", "meanfield", "measured"];

    /// <summary>Draws the runs of one readout non-linearity.</summary>
    public static Figure Draw(SurrogateComparison comparison, string nonlinearity)
    {
        var plot = FigurePlot.Make("epoch", "cosine with the array's own gradient");
        foreach (var run in comparison.Runs.Where(run => run.Nonlinearity == nonlinearity))
        {
            var index = Array.IndexOf(Order, run.Surrogate);
            double[] epochs = [.. Enumerable.Range(0, run.CosineW1.Length).Select(epoch => (double)epoch)];
            FigurePlot.Points(plot, epochs, run.CosineW1, FigurePlot.Series(index), $"{run.Surrogate}, by W1");
            FigurePlot.Points(plot, epochs, run.CosineSums, FigurePlot.Series(index), $"{run.Surrogate}, by each sum", MarkerShape.OpenCircle, 0.8f);
        }

        FigurePlot.WholeNumbers(plot);
        plot.Axes.SetLimitsY(Math.Min(0, comparison.Runs.Min(run => run.CosineSums.Min()) - 0.05), 1.02);
        FigurePlot.LegendBelow(plot);
        return new Figure(
            $"gradient-cosine-{nonlinearity}", $"How true the gradients are, {nonlinearity} readout",
            Paragraphs.Paper.Say("gradient-cosine", ("codes", $"{SurrogateComparison.Codes}")), plot, 420);
    }
}
