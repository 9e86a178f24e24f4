using System.Globalization;
using System.Text;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>The numbers of a figure as CSV: numbers with a point, in the fewest digits that read back to the same bits; nothing for a gap.</summary>
internal static class FigureCsv
{
    /// <summary>A plot's numbers, a line a point: the series, x, y, and the standard deviation where any has one.</summary>
    /// <param name="plot">The plot, for the names of its axes.</param>
    /// <param name="series">Its numbers.</param>
    /// <param name="quantity">The vertical quantity; null for that of the axis.</param>
    public static string Of(Plot plot, IReadOnlyList<NumberSeries> series, string? quantity = null)
    {
        var (across, up) = (plot.Axes.Bottom, plot.Axes.Left);
        var deviations = series.Any(one => one.Deviations is not null);
        var rows =
            from one in series
            from n in Enumerable.Range(0, one.X.Length)
            select (string[])
            [
                one.Name, Value(across, one.X[n]), one.MovedUp is { } moved ? Number(one.Y[n] - moved) : Value(up, one.Y[n]),
                .. deviations ? (string[])[one.Deviations is { } reach ? Number(reach[n]) : ""] : [],
            ];
        return Of(["series", Named(across, "x"), quantity ?? Named(up, "y"), .. deviations ? (string[])["standard deviation"] : []], rows);
    }

    /// <summary>A table.</summary>
    /// <param name="head">Names of its columns.</param>
    /// <param name="rows">Its rows.</param>
    public static string Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var csv = new StringBuilder();
        foreach (var row in rows.Prepend(head))
        {
            csv.AppendJoin(',', row.Select(Field)).Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>A number; nothing for NaN.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "" : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number at a place of an axis: a bar stands at the name of its group, a point on an axis of powers at its logarithm.</summary>
    internal static string Value(IAxis axis, double value) => axis switch
    {
        _ when double.IsNaN(value) => "",
        _ when LogAxis.Is(axis) => Math.Pow(10, value).ToString("G12", CultureInfo.InvariantCulture),
        { TickGenerator: ScottPlot.TickGenerators.NumericManual named } =>
            named.Ticks.FirstOrDefault(tick => tick.Position == value).Label is { Length: > 0 } label ? label.Replace('\n', ' ') : Number(value),
        _ => Number(value),
    };

    private static string Named(IAxis axis, string standard) => axis.Label.Text.Length > 0 ? axis.Label.Text.Replace('\n', ' ') : standard;

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
