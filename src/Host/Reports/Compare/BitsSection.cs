using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Figures.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Compare;

/// <summary>Where the bits are needed: accuracy and mean against word length and extra bits.</summary>
internal static class BitsSection
{
    private const string Accuracy = "accuracy by vote (%)";

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
                Paragraphs.Compare.Say("mean-error"), format => format.MeanError, log: true)),
            new ReportFigure(WordLengthFigure.Draw(
                result, "accuracy-loop", "Trained in the loop", Accuracy,
                Paragraphs.Compare.Say("accuracy-loop"), format => format.LoopVote, leastSpan: Span)),
            new ReportFigure(WordLengthFigure.Draw(
                result, "accuracy-transferred", "Weights transferred from double", Accuracy,
                Paragraphs.Compare.Say("accuracy-transferred"), format => format.Transferred.Vote, leastSpan: Span)),
            new ReportFigure(WordLengthFigure.Draw(
                result, "accuracy-substituted", "Substitute neurons in a trained network", Accuracy,
                Paragraphs.Compare.Say("accuracy-substituted"), format => format.Substituted.Vote)),
            new ReportFigure(WordLengthFigure.Draw(
                result, "equal-predictions", "Predictions equal to double's", "equal predictions by vote (%)",
                Paragraphs.Compare.Say("equal-predictions"), format => format.EqualPredictions, leastSpan: Span)),
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
                .Where(format => format.Format is { Arithmetic: Arithmetic.Floor, DtExponent: 8 } && format.Format.ExtraBits == extraBits)
                .Where(format => format.LoopVote >= reference - CompareWords.Level)
                .Select(format => format.Format.WordBits).Order().ToArray();
            return equal.Length == 0 ? "none" : string.Join(", ", equal);
        }

        return Paragraphs.Compare.Say(
            "enough-bits", ("points", ReportNumber.Setting(CompareWords.Level)), ("withExtra", Widths(6)), ("withoutExtra", Widths(0)))
            + " " + Rests(result);
    }

    // Accuracy alone does not tell whether there are spiking cells.
    private static string Rests(CompareResult result)
    {
        var still = result.Formats.Where(format => format.SpikingCodes < Few)
            .Select(format => $"{CompareWords.Of(format.Format)} ({ReportNumber.Of(format.LoopVote, 2)} %)").ToArray();
        return still.Length == 0 ? "" : Paragraphs.Compare.Say("cells-at-rest", ("formats", string.Join("; ", still)));
    }
}
