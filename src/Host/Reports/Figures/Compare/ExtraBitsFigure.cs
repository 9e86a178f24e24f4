using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures.Compare;

/// <summary>Accuracy of narrow words against the extra bits of current and Y.</summary>
internal static class ExtraBitsFigure
{
    private static readonly int[] Words = [3, 4, 6];

    /// <summary>True where there are enough formats for a figure.</summary>
    public static bool Fits(CompareResult result) => Of(result, Words[0]).Length > 2;

    /// <summary>Draws it.</summary>
    public static Figure Draw(CompareResult result)
    {
        var plot = FigurePlot.Make("extra bits of current and Y, e (bits)", "accuracy by vote (%)");
        for (var s = 0; s < Words.Length; s++)
        {
            var formats = Of(result, Words[s]);
            double[] extra = [.. formats.Select(format => (double)format.Format.ExtraBits)];
            FigurePlot.Points(plot, extra, [.. formats.Select(format => format.LoopVote)], FigurePlot.Series(s), $"{Words[s]} bits, in the loop");
            FigurePlot.Points(
                plot, extra, [.. formats.Select(format => format.Transferred.Vote)], FigurePlot.Series(s), $"{Words[s]} bits, transferred",
                MarkerShape.OpenCircle, 0.8f);
        }

        plot.Add.HorizontalLine(result.Formats[0].LoopVote, 1.3f, FigurePlot.Quiet, LinePattern.Dashed).LegendText = "double";
        plot.Axes.SetLimitsY(result.Formats[0].LoopVote - 2, result.Formats[0].LoopVote + 1);
        FigurePlot.WholeNumbers(plot);
        FigurePlot.LegendBelow(plot);
        return new Figure(
            "extra-bits", "What extra bits of the current are worth",
            Paragraphs.Compare.Say("extra-bits"), plot, 430);
    }

    private static FormatResult[] Of(CompareResult result, int wordBits) =>
    [
        .. result.Formats
            .Where(format => format.Format is { Arithmetic: Arithmetic.Floor, DtExponent: 8 } && format.Format.WordBits == wordBits)
            .OrderBy(format => format.Format.ExtraBits),
    ];
}
