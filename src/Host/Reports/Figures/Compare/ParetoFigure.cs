using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures.Compare;

/// <summary>Accuracy against logic: one point a format, array and board.</summary>
internal static class ParetoFigure
{
    // Percentage points above and below, so that what seeds do does not look like a difference.
    private const double Margin = 0.3;

    /// <summary>Draws it; the formats' accuracies are those of the same comparison.</summary>
    public static Figure Draw(CompareResult result)
    {
        var plot = FigurePlot.Make("LCs for each neuron-step a clock, link included", "accuracy by vote, in the loop (%)");
        var points = CostPoint.Of(result);
        var front = CostScatter.Front(points.OrderBy(point => point.Logic), point => point.Format.LoopVote);
        CostScatter.Draw(plot, points, point => point.Logic, point => point.Format.LoopVote, front);
        plot.Axes.SetLimitsY(points.Min(point => point.Format.LoopVote) - Margin, points.Max(point => point.Format.LoopVote) + Margin);
        return new Figure(
            "pareto", "Accuracy against logic",
            Paragraphs.Compare.Say("pareto"),
            plot, 460);
    }

    /// <summary>True where there is a point to draw.</summary>
    public static bool Fits(CompareResult result) => CostPoint.Of(result).Length > 0;
}
