using FhnHw.Host.Experiments.Robustness;
using FhnHw.Host.Reports.Prose;
using MathNet.Numerics.Statistics;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Accuracy against the strength of one imperfection.</summary>
internal static class RobustnessFigure
{
    private static readonly (Origin Origin, string Words, int Colour)[] Origins =
        [(Origin.InLoop, "in the loop", 0), (Origin.Twin, "on the twin", 2), (Origin.Transferred, "transferred", 1)];

    /// <summary>Draws it.</summary>
    public static Figure Draw(string sweep, string unit, IReadOnlyList<RobustnessPoint> points)
    {
        var plot = FigurePlot.Make(unit, "test accuracy by vote (%)");
        foreach (var (origin, words, colour) in Origins)
        {
            foreach (var dropout in new[] { false, true })
            {
                var line = points.Where(point => point.Origin == origin && point.Dropout == dropout).OrderBy(point => point.Value).ToArray();
                Draw(plot, line, FigurePlot.Series(colour), dropout ? $"{words}, dropout" : words, dropout);
            }
        }

        FigurePlot.LegendBelow(plot);
        return new Figure(
            $"robustness-{sweep.Replace(' ', '-')}", $"Accuracy against {unit}",
            Paragraphs.Training.Say("robustness-figure", ("seeds", $"{points.Max(point => point.Votes.Length)}")),
            plot, 420);
    }

    private static void Draw(Plot plot, RobustnessPoint[] line, Color colour, string legend, bool dropout)
    {
        double[] x = [.. line.Select(point => point.Value)], y = [.. line.Select(point => point.Votes.Mean())];
        FigurePlot.Points(plot, x, y, colour, legend, dropout ? MarkerShape.OpenCircle : MarkerShape.FilledCircle);
        plot.GetPlottables<ScottPlot.Plottables.Scatter>().Last().LinePattern = dropout ? LinePattern.Dashed : LinePattern.Solid;
        if (!dropout && line.All(point => point.Votes.Length > 1))
        {
            double[] deviations = [.. line.Select(point => point.Votes.StandardDeviation())];
            plot.Add.ErrorBar(x, y, deviations).Color = colour;
        }
    }
}
