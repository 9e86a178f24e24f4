namespace FhnHw.Host.Reports.Figures;

/// <summary>Accuracy of each class.</summary>
internal static class ClassBarsFigure
{
    /// <summary>Draws it.</summary>
    /// <param name="name">File name.</param>
    /// <param name="title">Title.</param>
    /// <param name="caption">Caption.</param>
    /// <param name="series">Name and percents of each set of bars; the last may be the paper's.</param>
    public static Figure Draw(string name, string title, string caption, params IReadOnlyList<(string Name, double[] PerClass)> series) =>
        Draw(name, title, caption, null, series);

    /// <summary>Draws it for classes that have names.</summary>
    /// <param name="name">File name.</param>
    /// <param name="title">Title.</param>
    /// <param name="caption">Caption.</param>
    /// <param name="names">What the classes are called, by label; null for their numbers.</param>
    /// <param name="series">Name and percents of each set of bars; the last may be the paper's.</param>
    public static Figure Draw(
        string name, string title, string caption, IReadOnlyList<string>? names, IReadOnlyList<(string Name, double[] PerClass)> series)
    {
        var from = From(series);
        var plot = FigurePlot.Make("class", "accuracy by vote (%)");
        var classes = ShownClasses.Of(series.Select(one => one.PerClass));
        FigurePlot.Bars(
            plot, [.. classes.Select(label => ShownClasses.Name(label, names))],
            [.. series.Select((one, index) => (
                one.Name, classes.Select(label => label < one.PerClass.Length ? one.PerClass[label] : double.NaN).ToArray(),
                one.Name == "paper" ? FigurePlot.Quiet : FigurePlot.Series(index)))]);
        plot.Axes.SetLimitsY(from, 100);
        FigurePlot.LegendBelow(plot);
        return new Figure(name, title, from == 0 ? caption : $"{caption} The axis goes from {from} to 100 %, not from 0.", plot, 330);
    }

    // Bars that all reach over the half would look alike on an axis from 0: it begins at the ten below the lowest.
    private static int From(IReadOnlyList<(string Name, double[] PerClass)> series)
    {
        var least = series.SelectMany(one => one.PerClass).Where(double.IsFinite).DefaultIfEmpty(0).Min();
        return least < 50 ? 0 : Math.Min(90, 10 * (int)((least - 1) / 10));
    }
}
