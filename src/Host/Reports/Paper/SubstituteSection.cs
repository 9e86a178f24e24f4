using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Experiments.Robustness;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Reports.Paper;

/// <summary>Section 3 of the source: cells in the hidden layer of a network that was trained without them.</summary>
internal static class SubstituteSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var half = result.Substituted.First(row => row.Gamma == -0.5);
        return new ReportSection(
            "Cells implanted (section 3)",
            Table(result),
            new ReportFigure(ClassBarsFigure.Draw(
                "table-1-digits", "Table 1: each digit at gamma -0.5",
                "Test images, by vote. The source's digits beside ours.",
                half.Test.PerClass.Length == PaperNumbers.SubstitutedPerClass.Length
                    ? [("here", half.Test.PerClass), ("source", PaperNumbers.SubstitutedPerClass)]
                    : [("here", half.Test.PerClass)])),
            new ReportFigure(OutputsFigure.Draw(result.Outputs)),
            new ReportFigure(GammaSweepFigure.Draw(result.Sweep)),
            new ReportText(Sign(result)),
            new ReportFigure(PlainCourseFigure.Draw(result.PlainCourse)));
    }

    private static ReportTable Table(PaperResult result)
    {
        List<IReadOnlyList<string>> rows =
        [
            ["plain (no cells)", ReportNumber.Of(result.PlainTrain), ReportNumber.Of(PaperNumbers.Plain.Train), ReportNumber.Of(result.PlainTest), ReportNumber.Of(PaperNumbers.Plain.Test), "–"],
        ];
        foreach (var row in result.Substituted)
        {
            var source = PaperNumbers.At(row.Gamma);
            rows.Add([$"gamma {ReportNumber.Plain(row.Gamma)}", ReportNumber.Of(row.Train.Vote), ReportNumber.Of(source?.Train), ReportNumber.Of(row.Test.Vote), ReportNumber.Of(source?.Test), ReportNumber.Of(row.Test.Mean)]);
        }

        rows.Add(["gamma 0.5, output weights' signs turned", ReportNumber.Of(result.Mirrored.Train), "–", ReportNumber.Of(result.Mirrored.Test), "–", "–"]);
        return new ReportTable(
            "Table 1: right answers, percent. By vote, the source's way, unless said.",
            ["", "train", "source", "test", "source", "test, by the time-mean"], rows);
    }

    private static string Sign(PaperResult result)
    {
        var plus = result.Substituted.First(row => row.Gamma == 0.5);
        var (half, one) = (result.Substituted.First(row => row.Gamma == -0.5), result.Substituted.First(row => row.Gamma == -1));
        return "Why the sign decides: the time-mean of x is -(a+I) = -a - gamma · tanh(W1·image), whether the cell spikes or rests (see the response curve). The plain network was trained with a sigmoid, which rises with the sum; the cells rise with it only where gamma is negative. "
            + $"With gamma +0.5 every hidden answer is turned round, the largest output becomes the smallest, and accuracy falls to {ReportNumber.Of(plus.Test.Vote)} %, below chance. Turning the signs of the output weights as well brings it back to {ReportNumber.Of(result.Mirrored.Test)} %: nothing is lost at a positive gamma but the sign. "
            + $"By the time-mean the network answers {ReportNumber.Of(half.Test.Mean)} % at gamma -0.5 and {ReportNumber.Of(one.Test.Mean)} % at -1. By vote the size of gamma matters more, and so do the initial state and T_trans (see the sensitivities), which set the phases of the cells that spike; at |gamma| = 1 the cells of the largest sums come to rest.";
    }
}
