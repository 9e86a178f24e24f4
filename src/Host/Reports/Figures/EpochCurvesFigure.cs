using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Runs;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Training loss and accuracy per epoch.</summary>
internal static class EpochCurvesFigure
{
    /// <summary>Draws the loss.</summary>
    /// <param name="name">File name.</param>
    /// <param name="title">Title.</param>
    /// <param name="epochs">The run.</param>
    public static Figure DrawLoss(string name, string title, IReadOnlyList<EpochPoint> epochs)
    {
        var plot = FigurePlot.Make("epoch", "training loss (nats an image)");
        FigurePlot.Points(plot, Epochs(epochs), [.. epochs.Select(point => point.Loss)], FigurePlot.Series(0), "train");
        plot.Axes.SetLimitsY(0, 1.05 * epochs.Max(point => point.Loss));
        FigurePlot.WholeNumbers(plot);
        FigurePlot.Legend(plot);
        return new Figure(name, title, Paragraphs.Training.Say("loss"), plot, 300);
    }

    /// <summary>Draws the accuracies.</summary>
    /// <param name="name">File name.</param>
    /// <param name="title">Title.</param>
    /// <param name="epochs">The run.</param>
    /// <param name="paper">The paper's train and test accuracy at its end, or null.</param>
    public static Figure DrawAccuracy(string name, string title, IReadOnlyList<EpochPoint> epochs, (double Train, double Test)? paper = null)
    {
        var plot = FigurePlot.Make("epoch", "accuracy (%)");
        var x = Epochs(epochs);
        FigurePlot.Points(plot, x, [.. epochs.Select(point => point.TrainMean)], FigurePlot.Series(0), "train, by the time-mean, while training");
        var watched = epochs.Any(point => point.ValidationVote is not null) ? "validation" : "test";
        EpochPoint[] measured = [.. epochs.Where(point => double.IsFinite(point.WatchedVote))];
        FigurePlot.Points(
            plot, Epochs(measured), [.. measured.Select(point => point.WatchedMean)], FigurePlot.Series(1), $"{watched}, by the time-mean",
            MarkerShape.OpenCircle);
        FigurePlot.Points(
            plot, Epochs(measured), [.. measured.Select(point => point.WatchedVote)], FigurePlot.Series(2), $"{watched}, by vote",
            MarkerShape.FilledSquare);
        if (paper is { } end)
        {
            plot.Add.HorizontalLine(end.Test, 1.5f, FigurePlot.Quiet, LinePattern.Dashed).LegendText = "paper, test, at its end";
        }

        FigurePlot.WholeNumbers(plot);
        FigurePlot.LegendBelow(plot);
        return new Figure(name, title, Paragraphs.Training.Say("accuracy"), plot, 380);
    }

    private static double[] Epochs(IReadOnlyList<EpochPoint> epochs) => [.. epochs.Select(point => (double)point.Epoch)];
}
