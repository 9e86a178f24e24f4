using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Html;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Reports.Paper;

/// <summary>Section 4 of the source: trained with the cells in the loop.</summary>
internal static class LoopSection
{
    /// <summary>The section.</summary>
    public static ReportSection Of(PaperResult result)
    {
        var loop = result.Loop;
        return new ReportSection(
            "Trained in the loop (section 4)",
            new ReportText($"Forward through the cells at gamma -0.5 and a sigmoid layer behind them, backward with a sigmoid in the cells' place; {loop.Epochs.Length} epochs of Adam 5e-3 with a cosine, batches of 128 (the source does not give its optimiser)."),
            Table(result),
            new ReportFigure(EpochCurvesFigure.DrawLoss("figure-6-cost", "Figure 6: cost per epoch", loop.Epochs)),
            new ReportFigure(EpochCurvesFigure.DrawAccuracy("figure-6-accuracy", "Figure 6: accuracy per epoch", loop.Epochs, PaperNumbers.Subset)),
            new ReportFigure(ClassBarsFigure.Draw(
                "figure-a7-digits", "Figure A.7: each digit, trained in the loop",
                "By vote. In the source the bar of 8 is missing; of its other bars only the mean is used here, from its Table 2.",
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
            rows.Add(Row($"trained on all images, {whole.Epochs.Length} epochs", whole.Train, whole.Test, PaperNumbers.Whole));
        }

        return new ReportTable(
            "Table 2: right answers, percent. By vote, the source's way, and by the time-mean. Its second row does not say which images it was trained on, so both are given.",
            ["", "train", "source", "test", "source", "train, by mean", "test, by mean", "lowest digit, test"], rows);
    }

    private static IReadOnlyList<string> Row(string name, Accuracy train, Accuracy test, (double Train, double Test) source)
    {
        var lowest = Enumerable.Range(0, test.PerClass.Length).MinBy(digit => test.PerClass[digit]);
        return
        [
            name, ReportNumber.Of(train.Vote), ReportNumber.Of(source.Train), ReportNumber.Of(test.Vote), ReportNumber.Of(source.Test),
            ReportNumber.Of(train.Mean), ReportNumber.Of(test.Mean), $"{ReportNumber.Of(test.PerClass[lowest])} ({lowest})",
        ];
    }
}
