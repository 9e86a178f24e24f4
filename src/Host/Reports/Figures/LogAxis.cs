using System.Globalization;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Axes of powers: plots hold the logarithms, ticks tell the numbers.</summary>
internal static class LogAxis
{
    private static readonly int[] Sparse = [1], Dense = [1, 2, 5];

    /// <summary>The logarithms of values, as a plot takes them; NaN for what has none.</summary>
    public static double[] Of(IEnumerable<double> values) => [.. values.Select(value => value > 0 ? Math.Log10(value) : double.NaN)];

    /// <summary>Marks an axis of logarithms to the base 10.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="least">The least number on it.</param>
    /// <param name="most">The largest.</param>
    public static void Mark(IAxis axis, double least, double most)
    {
        var wide = most / least > 200;
        var ticks =
            from power in Enumerable.Range(-9, 19)
            from digit in wide ? Sparse : Dense
            let value = digit * Math.Pow(10, power)
            where value >= least * 0.99 && value <= most * 1.01
            select value;
        var marked = ticks.ToArray();
        axis.TickGenerator = new PowersOfTen(
            [.. marked.Select(Math.Log10)], [.. marked.Select(value => value.ToString("0.#########", CultureInfo.InvariantCulture))]);
    }

    /// <summary>True for an axis that holds logarithms.</summary>
    public static bool Is(IAxis axis) => axis.TickGenerator is PowersOfTen;

    private sealed class PowersOfTen(double[] places, string[] labels) : ScottPlot.TickGenerators.NumericManual(places, labels);
}
