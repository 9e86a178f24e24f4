using System.Globalization;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Figure 3 of the paper: the outputs of one image over time, the leading class marked.</summary>
internal static class OutputsFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(OutputsOverTime outputs)
    {
        var plot = FigurePlot.Make("time since the end of the transient (time units)", "output (no unit)");
        for (var c = 0; c < outputs.Outputs.Length; c++)
        {
            var wins = c == outputs.Prediction;
            FigurePlot.Line(
                plot, outputs.Time, outputs.Outputs[c], FigurePlot.Series(c), wins ? $"{c} (the prediction)" : $"{c}", wins ? 3 : 1);
        }

        MarkLeaders(plot, outputs);
        FigurePlot.LegendBelow(plot);
        var share = outputs.Votes[outputs.Prediction];
        return new Figure(
            "figure-3-outputs", "Figure 3: ten outputs over time, the leader marked",
            Paragraphs.Paper.Say(
                "figure-3-outputs", ("image", $"{outputs.Image}"), ("label", $"{outputs.Label}"), ("prediction", $"{outputs.Prediction}"),
                ("share", share.ToString("F0", CultureInfo.InvariantCulture))),
            plot, 460);
    }

    // One bar for each stretch of time with one leader.
    private static void MarkLeaders(Plot plot, OutputsOverTime outputs)
    {
        var low = outputs.Outputs.Min(row => row.Min());
        var height = 0.04 * (outputs.Outputs.Max(row => row.Max()) - low);
        for (var (first, m) = (0, 1); m <= outputs.Leaders.Length; m++)
        {
            if (m == outputs.Leaders.Length || outputs.Leaders[m] != outputs.Leaders[first])
            {
                var end = outputs.Time[Math.Min(m, outputs.Time.Length - 1)];
                var strip = plot.Add.Rectangle(outputs.Time[first], end, low - (3 * height), low - (2 * height));
                strip.FillColor = FigurePlot.Series(outputs.Leaders[first]);
                strip.LineWidth = 0;
                first = m;
            }
        }
    }
}
