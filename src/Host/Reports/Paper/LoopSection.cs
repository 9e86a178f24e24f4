using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Reports.Paper;

/// <summary>Section 4 of the paper: trained with the cells in the loop.</summary>
internal static class LoopSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var loop = result.Loop;
        return new ReportSection(
            "Trained in the loop (section 4)",
            new ReportText(Paragraphs.Paper.Say("in-the-loop", ("epochs", ReportNumber.Count(loop.Epochs.Length, "epoch")))),
            Table(result),
            new ReportFigure(EpochCurvesFigure.DrawLoss("figure-6-cost", "Figure 6: training loss per epoch (the paper's cost)", loop.Epochs)),
            new ReportFigure(EpochCurvesFigure.DrawAccuracy("figure-6-accuracy", "Figure 6: accuracy per epoch", loop.Epochs, PaperNumbers.Subset)),
            new ReportFigure(ClassBarsFigure.Draw(
                "figure-a7-digits", "Figure A.7: accuracy per class, trained in the loop",
                Paragraphs.Paper.Say("figure-a7-digits"),
                ("train", loop.Train.PerClass), ("test", loop.Test.PerClass))));
    }

    private static ReportTable Table(PaperResult result)
    {
        List<IReadOnlyList<string>> rows =
        [
            Row("trained on the subset, tried on it", result.Loop.Train, result.Loop.Test, PaperNumbers.Subset),
        ];
        if (result.Loop is { WholeTrain: { } train, WholeTest: { } test })
        {
            rows.Add(Row("trained on the subset, tried on all images", train, test, PaperNumbers.Whole));
        }

        if (result.Whole is { } whole)
        {
            rows.Add(Row($"trained on all images, {ReportNumber.Count(whole.Epochs.Length, "epoch")}", whole.Train, whole.Test, PaperNumbers.Whole));
        }

        return new ReportTable(
            Paragraphs.Paper.Say("table-2"),
            ["", "train", "paper", "test", "paper", "train, by mean", "test, by mean", "lowest class, test"], rows);
    }

    private static IReadOnlyList<string> Row(string name, Accuracy train, Accuracy test, (double Train, double Test) paper)
    {
        var lowest = Enumerable.Range(0, test.PerClass.Length).MinBy(
            label => double.IsNaN(test.PerClass[label]) ? double.MaxValue : test.PerClass[label]);
        return
        [
            name, ReportNumber.Of(train.Vote), ReportNumber.Of(paper.Train), ReportNumber.Of(test.Vote), ReportNumber.Of(paper.Test),
            ReportNumber.Of(train.Mean), ReportNumber.Of(test.Mean), $"{ReportNumber.Of(test.PerClass[lowest])} ({lowest})",
        ];
    }
}
