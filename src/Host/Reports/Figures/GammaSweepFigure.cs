using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Figure 4 of the paper: accuracy of the network with substitute neurons against gamma.</summary>
internal static class GammaSweepFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(SweepPoint[] sweep)
    {
        var plot = FigurePlot.Make("gamma (gain from tanh to current, no unit)", "accuracy by vote (%)");
        double[] gamma = [.. sweep.Select(point => point.Gamma)];
        FigurePlot.Points(plot, gamma, [.. sweep.Select(point => point.Test)], FigurePlot.Series(0), "test, here");
        FigurePlot.Points(plot, gamma, [.. sweep.Select(point => point.Train)], FigurePlot.Series(1), "train, here", MarkerShape.OpenCircle);
        double[] paperGamma = [.. PaperNumbers.Table1.Select(row => row.Gamma)], paperTest = [.. PaperNumbers.Table1.Select(row => row.Test)];
        var paper = plot.Add.Markers(paperGamma, paperTest, MarkerShape.OpenSquare, 13, FigurePlot.Ink);
        paper.LegendText = "test, paper (its Table 1)";
        var chance = plot.Add.HorizontalLine(10, 1.2f, FigurePlot.Quiet, LinePattern.Dashed);
        chance.LegendText = "chance";
        plot.Axes.SetLimitsY(0, 100);
        FigurePlot.Legend(plot);
        return new Figure(
            "figure-4-gamma-sweep", "Figure 4: accuracy against gamma",
            Paragraphs.Paper.Say("figure-4-gamma-sweep", ("gammas", $"{sweep.Length}")),
            plot);
    }
}
