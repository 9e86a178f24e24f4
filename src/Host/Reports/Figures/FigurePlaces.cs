using System.Globalization;
using System.Text.Json;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Where the numbers of a plot lie in its picture, for the page's script, which shows them under the pointer.</summary>
internal static class FigurePlaces
{
    // More points of a series than this are closer than a pointer can be held.
    private const int MostPoints = 500;

    /// <summary>The places as JSON: <c>[{"name", "points": [[left, top, "x, y"], ...]}, ...]</c>, in units of the picture.</summary>
    /// <param name="plot">The plot, drawn.</param>
    /// <param name="series">Its numbers.</param>
    public static string Of(Plot plot, IReadOnlyList<NumberSeries> series) => JsonSerializer.Serialize(
        series.Select(one => new { name = one.Name, points = Points(plot, one) }).Where(one => one.points.Length > 0));

    private static object[][] Points(Plot plot, NumberSeries one)
    {
        var every = ((one.X.Length - 1) / MostPoints) + 1;
        var limits = plot.Axes.GetLimits();
        return
        [
            .. from n in Enumerable.Range(0, one.X.Length)
               where n % every == 0 && limits.Contains(new Coordinates(one.X[n], one.Y[n]))
               let place = plot.GetPixel(new Coordinates(one.X[n], one.Y[n]))
               select (object[])[Math.Round(place.X, 1), Math.Round(place.Y, 1), Words(plot, one, n)],
        ];
    }

    private static string Words(Plot plot, NumberSeries one, int n)
    {
        var reach = one.Deviations is { } deviations ? $" ± {Short(deviations[n])}" : "";
        var y = one.MovedUp is { } moved ? Short(one.Y[n] - moved) : Short(plot.Axes.Left, one.Y[n]);
        return $"{Short(plot.Axes.Bottom, one.X[n])}, {y}{reach}";
    }

    private static string Short(IAxis axis, double value) => LogAxis.Is(axis) ? Short(Math.Pow(10, value))
        : axis.TickGenerator is ScottPlot.TickGenerators.NumericManual ? FigureCsv.Value(axis, value)
        : Short(value);

    private static string Short(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
