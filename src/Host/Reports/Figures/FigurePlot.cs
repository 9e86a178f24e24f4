using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Begins and finishes plots that all look alike.</summary>
internal static class FigurePlot
{
    /// <summary>A plot with named axes and a grid.</summary>
    /// <param name="x">Quantity and unit of the horizontal axis.</param>
    /// <param name="y">Quantity and unit of the vertical axis.</param>
    public static Plot Make(string x, string y)
    {
        if (FigureFonts.Family is { } family)
        {
            Fonts.Default = family;
        }

        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Grid.MajorLineColor = Of(FigureColours.Grid);
        Name(plot.Axes.Bottom, x);
        Name(plot.Axes.Left, y);
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        return plot;
    }

    /// <summary>The colour of axes and text.</summary>
    public static Color Ink => Of(FigureColours.Ink);

    /// <summary>The colour of what stands behind the data.</summary>
    public static Color Quiet => Of(FigureColours.Quiet);

    /// <summary>The colour of a series.</summary>
    public static Color Series(int index) => Of(FigureColours.Series[index % FigureColours.Series.Count]);

    /// <summary>A line through points.</summary>
    public static void Line(Plot plot, double[] x, double[] y, Color colour, string? legend = null, float width = 2, LinePattern? pattern = null)
    {
        var line = plot.Add.ScatterLine(x, y, colour);
        line.LineWidth = width;
        line.LinePattern = pattern ?? LinePattern.Solid;
        line.LegendText = legend ?? "";
    }

    /// <summary>Points with a line through them.</summary>
    public static void Points(
        Plot plot, double[] x, double[] y, Color colour, string legend, MarkerShape shape = MarkerShape.FilledCircle, float width = 1.5f)
    {
        var points = plot.Add.Scatter(x, y, colour);
        points.LineWidth = width;
        points.MarkerShape = shape;
        points.MarkerSize = 7;
        points.LegendText = legend;
    }

    /// <summary>Bars side by side: one group a label, one bar a series in each.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="labels">Names of the groups.</param>
    /// <param name="series">Name, values and colour of each series; NaN for no bar.</param>
    public static void Bars(Plot plot, IReadOnlyList<string> labels, params IReadOnlyList<(string Name, double[] Values, Color Colour)> series)
    {
        var width = 0.8 / series.Count;
        for (var s = 0; s < series.Count; s++)
        {
            var (name, values, colour) = series[s];
            var offset = (s - ((series.Count - 1) / 2.0)) * width;
            Bar[] bars = [.. Enumerable.Range(0, values.Length).Where(i => double.IsFinite(values[i])).Select(i =>
                new Bar { Position = i + offset, Value = values[i], Size = width * 0.92, FillColor = colour, LineWidth = 0 })];
            plot.Add.Bars(bars).LegendText = name;
        }

        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. Enumerable.Range(0, labels.Count).Select(i => (double)i)], [.. labels]);
        plot.Axes.Margins(bottom: 0);
    }

    /// <summary>Marks the horizontal axis at whole numbers only.</summary>
    public static void WholeNumbers(Plot plot) =>
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };

    /// <summary>Puts the legend into the plot.</summary>
    public static void Legend(Plot plot, Alignment place = Alignment.UpperRight)
    {
        var legend = plot.ShowLegend(place);
        legend.ShadowColor = Colors.Transparent;
        legend.BackgroundColor = Colors.White.WithAlpha(0.85);
        legend.OutlineColor = Of(FigureColours.Grid);
        legend.FontColor = Ink;
        legend.FontSize = 13;
    }

    /// <summary>A legend below the plot, for many series.</summary>
    public static void LegendBelow(Plot plot)
    {
        Legend(plot);
        var panel = plot.ShowLegend(Edge.Bottom);
        panel.Legend.Orientation = Orientation.Horizontal;
    }

    private static Color Of(FigureColour colour) => Color.FromHex(colour.Light);

    private static void Name(IAxis axis, string text)
    {
        axis.Label.Text = text;
        axis.Label.FontSize = 14;
        axis.Label.Bold = false;
        axis.TickLabelStyle.FontSize = 13;
    }
}
