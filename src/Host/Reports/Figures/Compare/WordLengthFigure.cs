using FhnHw.Host.Experiments.Compare;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures.Compare;

/// <summary>Some number against the word length: extra bits and roundings as series, floating point as lines across.</summary>
internal static class WordLengthFigure
{
    private const int Usual = 8;

    private static readonly (string Legend, Arithmetic Arithmetic, int ExtraBits, MarkerShape Shape)[] Series =
    [
        ("e = 6", Arithmetic.Floor, 6, MarkerShape.FilledCircle),
        ("e = 0", Arithmetic.Floor, 0, MarkerShape.OpenCircle),
        ("e = 6, to nearest", Arithmetic.Nearest, 6, MarkerShape.FilledSquare),
        ("e = 0, to nearest", Arithmetic.Nearest, 0, MarkerShape.OpenSquare),
    ];

    /// <summary>True where there are enough word lengths for a figure.</summary>
    public static bool Fits(CompareResult result) => Series.Any(series => Of(result, series.Arithmetic, series.ExtraBits).Length > 2);

    /// <summary>Draws it.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="name">File name.</param>
    /// <param name="title">Title.</param>
    /// <param name="quantity">Name and unit of the number.</param>
    /// <param name="caption">Caption.</param>
    /// <param name="number">Takes it from a format; NaN for none.</param>
    /// <param name="log">An axis of powers, for numbers above 0.</param>
    /// <param name="leastSpan">What the axis spans at least, so that noise does not look like a course.</param>
    public static Figure Draw(
        CompareResult result, string name, string title, string quantity, string caption, Func<FormatResult, double> number, bool log = false,
        double leastSpan = 0)
    {
        var plot = FigurePlot.Make("word length of x (bits)", quantity);
        bool Shows(FormatResult format) => double.IsFinite(number(format)) && (!log || number(format) > 0);
        double[] Heights(IEnumerable<double> values) => log ? LogAxis.Of(values) : [.. values];
        var all = new List<double>();
        for (var s = 0; s < Series.Length; s++)
        {
            var (legend, arithmetic, extraBits, shape) = Series[s];
            var formats = Of(result, arithmetic, extraBits).Where(Shows).ToArray();
            if (formats.Length > 0)
            {
                all.AddRange(formats.Select(number));
                double[] widths = [.. formats.Select(format => (double)format.Format.WordBits)];
                FigurePlot.Points(plot, widths, Heights(formats.Select(number)), FigurePlot.Series(s), legend, shape);
            }
        }

        foreach (var (format, pattern, legend) in Baselines(result))
        {
            if (Shows(format))
            {
                all.Add(number(format));
                plot.Add.HorizontalLine(Heights([number(format)])[0], 1.3f, FigurePlot.Quiet, pattern).LegendText = legend;
            }
        }

        FigurePlot.WholeNumbers(plot);
        if (log && all.Count > 0)
        {
            LogAxis.Mark(plot.Axes.Left, all.Min() / 1.5, all.Max() * 1.5);
        }

        if (leastSpan > 0 && all.Count > 0 && all.Max() - all.Min() < leastSpan)
        {
            var middle = (all.Max() + all.Min()) / 2;
            plot.Axes.SetLimitsY(middle - (leastSpan / 2), middle + (leastSpan / 2));
        }

        FigurePlot.LegendBelow(plot);
        return new Figure(name, title, caption, plot, 400);
    }

    private static FormatResult[] Of(CompareResult result, Arithmetic arithmetic, int extraBits) =>
    [
        .. result.Formats
            .Where(format => format.Format.Arithmetic == arithmetic && format.Format.ExtraBits == extraBits && format.Format.DtExponent == Usual)
            .OrderBy(format => format.Format.WordBits),
    ];

    private static IEnumerable<(FormatResult Format, LinePattern Pattern, string Legend)> Baselines(CompareResult result)
    {
        yield return (result.Formats[0], LinePattern.Dashed, "double");
        if (result.Formats.FirstOrDefault(format => format.Format is { Arithmetic: Arithmetic.Single, DtExponent: Usual }) is { } single)
        {
            yield return (single, LinePattern.Solid, "float32, Euler");
        }
    }
}
