using ScottPlot;
using ScottPlot.Plottables;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Takes the numbers out of a plot, so that each figure gives those that it was drawn from. They are logarithms on an axis of powers.</summary>
internal static class PlotNumbers
{
    /// <summary>Every line, set of bars and limit, in the order in which they were added.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="unnamed">What a line without a name in the legend is called, before its number.</param>
    public static IReadOnlyList<NumberSeries> Of(Plot plot, string unnamed)
    {
        var series = new List<NumberSeries>();
        foreach (var item in plot.GetPlottables())
        {
            Add(series, item, unnamed);
        }

        return series;
    }

    private static void Add(List<NumberSeries> series, IPlottable item, string unnamed)
    {
        string Name(string? legend) => !string.IsNullOrEmpty(legend) ? legend
            : $"{unnamed} {series.Count(one => one.Name.StartsWith($"{unnamed} ", StringComparison.Ordinal))}";
        switch (item)
        {
            case Scatter line:
                series.Add(Of(Name(line.LegendText), line.Data.GetScatterPoints()));
                break;
            case Markers points:
                series.Add(Of(Name(points.LegendText), points.Data.GetScatterPoints()));
                break;
            case Marker point:
                series.Add(new(Name(point.LegendText), [point.X], [point.Y]));
                break;
            case BarPlot bars:
                series.Add(new(Name(bars.LegendText), [.. bars.Bars.Select(bar => Math.Round(bar.Position))], [.. bars.Bars.Select(bar => bar.Value)]));
                break;
            case HorizontalLine limit:
                series.Add(new(Name(limit.LegendText), [double.NaN], [limit.Y]));
                break;
            case VerticalLine limit:
                series.Add(new(Name(limit.LegendText), [limit.X], [double.NaN]));
                break;
            case ErrorBar { YErrorPositive: { } reach } when series.Count > 0: // of the line that was added before
                series[^1] = series[^1] with { Deviations = [.. reach] };
                break;
        }
    }

    private static NumberSeries Of(string name, IEnumerable<Coordinates> points)
    {
        Coordinates[] all = [.. points];
        return new(name, [.. all.Select(point => point.X)], [.. all.Select(point => point.Y)]);
    }
}
