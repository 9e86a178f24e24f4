using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Accuracy by vote of each seed while it trained.</summary>
internal static class SeedCurvesFigure
{
    /// <summary>Draws it.</summary>
    /// <param name="name">File name.</param>
    /// <param name="title">Title.</param>
    /// <param name="watched">The images: <c>test</c> or <c>validation</c>.</param>
    /// <param name="runs">Seed and course of each run.</param>
    public static Figure Draw(string name, string title, string watched, IReadOnlyList<(int Seed, EpochPoint[] Epochs)> runs)
    {
        var plot = FigurePlot.Make("epoch", $"{watched} accuracy by vote (%)");
        foreach (var (index, (seed, epochs)) in runs.Index())
        {
            EpochPoint[] measured = [.. epochs.Where(point => double.IsFinite(point.WatchedVote))];
            FigurePlot.Points(
                plot, [.. measured.Select(point => (double)point.Epoch)], [.. measured.Select(point => point.WatchedVote)],
                FigurePlot.Series(index), $"seed {seed}");
        }

        FigurePlot.WholeNumbers(plot);
        FigurePlot.LegendBelow(plot);
        return new Figure(name, title, Paragraphs.Training.Say("seeds-figure"), plot, 330);
    }
}
