using FhnHw.Host.Options;
using FhnHw.Training.Runs;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Cost and accuracy per epoch.</summary>
internal static class EpochCurvesFigure
{
    /// <summary>Draws the cost.</summary>
    /// <param name="name">File name.</param>
    /// <param name="title">Title.</param>
    /// <param name="epochs">The run.</param>
    public static Figure DrawLoss(string name, string title, IReadOnlyList<EpochPoint> epochs)
    {
        var plot = FigurePlot.Make("epoch", "cost (cross entropy, nats an image)");
        FigurePlot.Points(plot, Epochs(epochs), [.. epochs.Select(point => point.Loss)], FigurePlot.Series(0), "train");
        plot.Axes.SetLimitsY(0, 1.05 * epochs.Max(point => point.Loss));
        FigurePlot.WholeNumbers(plot);
        FigurePlot.Legend(plot);
        return new Figure(name, title, "Mean over the images of an epoch, while its weights move.", plot, 300);
    }

    /// <summary>Draws the accuracies.</summary>
    /// <param name="name">File name.</param>
    /// <param name="title">Title.</param>
    /// <param name="epochs">The run.</param>
    /// <param name="source">The source's train and test accuracy at its end, or null.</param>
    public static Figure DrawAccuracy(string name, string title, IReadOnlyList<EpochPoint> epochs, (double Train, double Test)? source = null)
    {
        var plot = FigurePlot.Make("epoch", "accuracy (%)");
        var x = Epochs(epochs);
        FigurePlot.Points(plot, x, [.. epochs.Select(point => point.TrainMean)], FigurePlot.Series(0), "train, by the time-mean, while training");
        FigurePlot.Points(plot, x, [.. epochs.Select(point => point.TestMean)], FigurePlot.Series(1), "test, by the time-mean", MarkerShape.OpenCircle);
        FigurePlot.Points(plot, x, [.. epochs.Select(point => point.TestVote)], FigurePlot.Series(2), "test, by vote", MarkerShape.FilledSquare);
        if (source is { } end)
        {
            plot.Add.HorizontalLine(end.Test, 1.5f, FigurePlot.Quiet, LinePattern.Dashed).LegendText = "source, test, at its end";
        }

        FigurePlot.WholeNumbers(plot);
        FigurePlot.LegendBelow(plot);
        return new Figure(name, title, "The answer by vote is the class that leads the longest, by the time-mean the class with the largest mean output.", plot, 380);
    }

    private static double[] Epochs(IReadOnlyList<EpochPoint> epochs) => [.. epochs.Select(point => (double)point.Epoch)];
}
