using FhnHw.Boards.Wire;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Figures.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Reports.Compare;

/// <summary>Where the bits are needed: accuracy and mean against word length and extra bits.</summary>
internal static class BitsSection
{
    // Percentage points that an axis of accuracies spans at least: another seed moves them by some tenths.
    private const double Span = 3;

    // Percent of the codes; below it cells rest almost everywhere.
    private const double Few = 5;

    /// <summary>The section; none where there are too few word lengths.</summary>
    public static IEnumerable<ReportSection> Of(CompareResult result)
    {
        if (!WordLengthFigure.Fits(result))
        {
            yield break;
        }

        List<ReportBlock> blocks =
        [
            new ReportText(Words(result)),
            new ReportFigure(WordLengthFigure.Draw(
                result, "mean-error", "Error of the time-mean", "error of the mean of x (no unit)",
                "Root mean square of (mean of x) + I over all 255 codes, 100 time units. Without extra bits it is the rounding of the current to x's few bits; with them it is the window's two ends.",
                format => format.MeanError, log: true)),
            new ReportFigure(WordLengthFigure.Draw(
                result, "accuracy-loop", "Trained in the loop", "right answers by vote (%)", "Test images; the network was trained with the cells that answer.",
                format => format.LoopVote, leastSpan: Span)),
            new ReportFigure(WordLengthFigure.Draw(
                result, "accuracy-transferred", "Weights transferred from double", "right answers by vote (%)", "Test images; the network was trained with double cells and is run on these.",
                format => format.Transferred.Vote, leastSpan: Span)),
            new ReportFigure(WordLengthFigure.Draw(
                result, "accuracy-implanted", "Implanted", "right answers by vote (%)", "Test images; the network was trained without cells. Its vote leans on the phases of the cells, which every format sets its own way.",
                format => format.Substituted.Vote)),
            new ReportFigure(WordLengthFigure.Draw(
                result, "equal-answers", "Answers equal to double's", "equal answers by vote (%)", "Test images, weights trained with double cells; right and wrong answers alike.",
                format => format.EqualPredictions, leastSpan: Span)),
        ];
        if (ExtraBitsFigure.Fits(result))
        {
            blocks.Add(new ReportFigure(ExtraBitsFigure.Draw(result)));
        }

        yield return new ReportSection("Where the bits are needed", blocks);
    }

    private static string Words(CompareResult result)
    {
        var reference = result.Formats[0].LoopVote;
        string Widths(int extraBits)
        {
            var equal = result.Formats
                .Where(format => format.Format is { Arithmetic: Arithmetic.Floor, DtExponent: 8 } && format.Format.ExtraBits == extraBits && format.LoopVote >= reference - CompareWords.Level)
                .Select(format => format.Format.WordBits).Order().ToArray();
            return equal.Length == 0 ? "none" : string.Join(", ", equal);
        }

        return $"Trained in the loop, these word lengths come within {ReportNumber.Plain(CompareWords.Level)} points of double by vote: with e = 6: {Widths(6)} bits; with e = 0: {Widths(0)} bits. What tells a current is the time-mean of x, and y accumulates it: y' = x + a + I is added without any rounding, so <x> = -(a+I) as the current is rounded to W + e bits, however few bits x itself has. "
            + Rests(result);
    }

    // Accuracy alone does not tell whether there are spiking cells.
    private static string Rests(CompareResult result)
    {
        var still = result.Formats.Where(format => format.SpikingCodes < Few).ToArray();
        return still.Length == 0 ? "" :
            $"Accuracy alone does not tell a spiking cell: in {string.Join("; ", still.Select(format => $"{CompareWords.Of(format.Format)} ({ReportNumber.Of(format.LoopVote, 2)} %)"))} hardly any cell spikes, and the hidden layer is a quantiser of few levels at rest.";
    }
}
