using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Accuracy with substitute neurons, by how long the plain network was trained without them.</summary>
internal static class PlainCourseFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(PlainPoint[] course)
    {
        var plot = FigurePlot.Make("epochs of the plain network", "accuracy on test images (%)");
        double[] epochs = [.. course.Select(point => (double)point.Epoch)];
        FigurePlot.Points(plot, epochs, [.. course.Select(point => point.Plain)], FigurePlot.Quiet, "plain, no cells");
        FigurePlot.Points(plot, epochs, [.. course.Select(point => point.One)], FigurePlot.Series(1), "cells, gamma -1, by vote");
        FigurePlot.Points(plot, epochs, [.. course.Select(point => point.Half)], FigurePlot.Series(0), "cells, gamma -0.5, by vote");
        FigurePlot.WholeNumbers(plot);
        FigurePlot.LegendBelow(plot);
        return new Figure(
            "plain-course", "Substitute neurons after each epoch of the plain network",
            Paragraphs.Paper.Say("plain-course"),
            plot);
    }
}
