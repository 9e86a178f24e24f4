using System.Globalization;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures.Compare;

/// <summary>What spikes look like at a few word lengths, one above the other.</summary>
internal static class SpikeShapesFigure
{
    private const double Apart = 5.5;

    /// <summary>Draws it.</summary>
    public static Figure Draw(CompareResult result)
    {
        var plot = FigurePlot.Make("time (time units)", "x, each moved down (no unit)");
        var ticks = new List<(double, string)>();
        for (var s = 0; s < result.Shapes.Length; s++)
        {
            var shape = result.Shapes[s];
            var zero = -Apart * s;
            FigurePlot.Line(plot, shape.Time, [.. shape.X.Select(x => x + zero)], FigurePlot.Series(s), Name(shape.Name), 1.5f);
            ticks.AddRange([(zero + 2, "2"), (zero, "0"), (zero - 2, "-2")]);
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. ticks.Select(tick => tick.Item1)], [.. ticks.Select(tick => tick.Item2)]);
        FigurePlot.LegendBelow(plot);
        return new Figure(
            "spikes", "Spikes at a few word lengths",
            Paragraphs.Compare.Say("spikes", ("current", SpikeShape.Current.ToString(CultureInfo.InvariantCulture))), plot, 520)
        {
            MovedUp = [.. result.Shapes.Select((_, s) => -Apart * s)],
            Quantity = "x (no unit)",
        };
    }

    private static string Name(string format)
    {
        var parsed = ComparedFormat.Parse(format);
        return parsed.IsFixed ? $"{parsed.WordBits} bits, e = {parsed.ExtraBits}" : "double";
    }
}
