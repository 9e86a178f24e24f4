using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Paper;

/// <summary>Section 3 of the paper: substitute neurons in the hidden layer of a trained network, without retraining.</summary>
internal static class SubstituteSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var half = result.Substituted.First(row => row.Gamma == -0.5);
        return new ReportSection(
            "Substitute neurons in a trained network (section 3)",
            Table(result),
            new ReportFigure(ClassBarsFigure.Draw(
                "table-1-digits", "Table 1: accuracy per class at gamma -0.5",
                Paragraphs.Paper.Say("table-1-digits"),
                half.Test.PerClass.Length == PaperNumbers.SubstitutedPerClass.Length
                    ? [("here", half.Test.PerClass), ("paper", PaperNumbers.SubstitutedPerClass)]
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
            [
                "plain (no cells)", ReportNumber.Of(result.PlainTrain), ReportNumber.Of(PaperNumbers.Plain.Train),
                ReportNumber.Of(result.PlainTest), ReportNumber.Of(PaperNumbers.Plain.Test), "–",
            ],
        ];
        foreach (var row in result.Substituted)
        {
            var paper = PaperNumbers.At(row.Gamma);
            rows.Add(
            [
                $"gamma {ReportNumber.Setting(row.Gamma)}", ReportNumber.Of(row.Train.Vote), ReportNumber.Of(paper?.Train),
                ReportNumber.Of(row.Test.Vote), ReportNumber.Of(paper?.Test), ReportNumber.Of(row.Test.Mean),
            ]);
        }

        var mirrored = result.Mirrored;
        rows.Add(["gamma 0.5, signs of the output weights changed", ReportNumber.Of(mirrored.Train), "–", ReportNumber.Of(mirrored.Test), "–", "–"]);
        return new ReportTable(
            Paragraphs.Paper.Say("table-1"),
            ["", "train", "paper", "test", "paper", "test, by the time-mean"], rows);
    }

    private static string Sign(PaperResult result)
    {
        var plus = result.Substituted.First(row => row.Gamma == 0.5);
        var (half, one) = (result.Substituted.First(row => row.Gamma == -0.5), result.Substituted.First(row => row.Gamma == -1));
        return Paragraphs.Paper.Say(
            "sign",
            ("plus", ReportNumber.Of(plus.Test.Vote)), ("mirrored", ReportNumber.Of(result.Mirrored.Test)),
            ("halfMean", ReportNumber.Of(half.Test.Mean)), ("oneMean", ReportNumber.Of(one.Test.Mean)));
    }
}
