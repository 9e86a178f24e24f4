using FhnHw.Host.Reports.Figures.Network;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Prose;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;
using FhnHw.Training.Shown;

namespace FhnHw.Host.Reports;

/// <summary>What a network and its cells do, as pictures: of what a run's folder keeps. What it lacks is left out.</summary>
/// <param name="predictions">True and predicted classes of the images.</param>
/// <param name="view">What the cells do.</param>
/// <param name="weights">The network.</param>
/// <param name="times">Where the time went.</param>
/// <param name="still">Of cells that hardly spike: at which share of the codes they do, percent, and what helps; null where they spike.</param>
/// <param name="asked">The image that was asked about, or null.</param>
internal sealed class NetworkPictures(
    (int[] Labels, int[] Votes)? predictions, NeuronView? view, NetworkWeights? weights, RunTimes? times, (string Share, string Help)? still,
    ImageAnswer? asked)
{
    /// <summary>Reads what a folder has.</summary>
    /// <param name="folder">The folder of the result.</param>
    /// <param name="run">The run.</param>
    /// <param name="times">Where its time went, or null.</param>
    /// <param name="still">Of cells that hardly spike: at which share of the codes they do, percent, and what helps; null where they spike.</param>
    /// <param name="asked">The image that was asked about, or null.</param>
    /// <exception cref="InvalidSettingException">A file in it is damaged.</exception>
    public static NetworkPictures Read(string folder, RunSettings run, RunTimes? times, (string Share, string Help)? still, ImageAnswer? asked) => new(
        PredictionsFile.Read(folder), NeuronViewFile.Read(folder),
        File.Exists(RunFolder.Weights(folder)) ? WeightsFile.Read(RunFolder.Weights(folder), run) : null, times, still, asked);

    /// <summary>The confusion matrix.</summary>
    /// <param name="set">What the images are: <c>test</c> or <c>validation</c>.</param>
    /// <param name="names">What the classes are called, or null.</param>
    public IEnumerable<ReportBlock> Confusion(string set, IReadOnlyList<string>? names) => predictions is { Labels.Length: > 0 } known
        ? [new ReportFigure(ConfusionFigure.Draw(known.Labels, known.Votes, set, names))]
        : [];

    /// <summary>The images, the weights, the cells.</summary>
    /// <param name="set">What the images are: <c>test</c> or <c>validation</c>.</param>
    /// <param name="names">What the classes are called, or null.</param>
    public IEnumerable<ReportSection> Sections(string set, IReadOnlyList<string>? names)
    {
        if (asked is not null)
        {
            yield return new(
                $"Image {asked.Number}", new ReportFigure(ImageFigure.Draw(asked)),
                new ReportFigure(ContributionsFigure.Draw(asked.Number, asked.Cells, asked.Words, names)));
        }

        if (predictions is { } known && view is { Wrong.Length: > 0 })
        {
            CheckNumbers(view, known.Labels.Length);
            yield return new(
                "Images classified wrong",
                [new ReportFigure(WrongImagesFigure.Draw(view, known.Labels, known.Votes, set, names)), .. Why(view, known.Labels, known.Votes, set, names)]);
        }

        if (weights is not null && Shape(weights.Pixels) is var (rows, columns))
        {
            yield return new("What each cell looks for", new ReportFigure(WeightsFigure.Draw(weights.First, rows, columns)));
        }

        if (weights is not null)
        {
            yield return new("What each cell votes for", new ReportFigure(OutputWeightsFigure.Draw(weights.Output, names)));
        }

        if (view is not null)
        {
            yield return new("What the cells answer", [.. Cells(view, set, names)]);
        }
    }

    /// <summary>Where the time went.</summary>
    public IEnumerable<ReportSection> Times() => times?.Parts() is { Count: > 0 } parts
        ? [new("Where the time went", new ReportFigure(TimesFigure.Draw(parts)))]
        : [];

    private IEnumerable<ReportBlock> Cells(NeuronView shown, string set, IReadOnlyList<string>? names)
    {
        yield return new ReportText(still is { } rest
            ? Paragraphs.Training.Say("cells-at-rest", ("share", rest.Share), ("help", rest.Help))
            : Paragraphs.Training.Say("cells"));
        yield return new ReportFigure(CellFigures.DrawResponses(shown, still is not null));
        if (predictions is not { } known || shown.Images.Length == 0)
        {
            yield break;
        }

        CheckNumbers(shown, known.Labels.Length);
        yield return new ReportFigure(CellFigures.DrawTraces(shown, 0, Words(0)));
        yield return new ReportFigure(RasterFigure.Draw(shown, Words(0), still is not null));
        for (var n = 0; n < shown.Images.Length; n++)
        {
            var (label, vote) = (known.Labels[shown.Images[n]], known.Votes[shown.Images[n]]);
            yield return new ReportFigure(CellFigures.DrawOutputs(shown, n, label, vote, Words(n), names));
            yield return new ReportFigure(CellFigures.DrawVote(shown, n, label, vote, Words(n), names));
        }

        string Words(int n) => ImageAnswer.WordsOf(shown.Images[n], set, known.Labels[shown.Images[n]], known.Votes[shown.Images[n]], names);
    }

    // Of each image that is shown and wrong: which cells made it so.
    private IEnumerable<ReportBlock> Why(NeuronView shown, int[] labels, int[] votes, string set, IReadOnlyList<string>? names)
    {
        if (weights is null || shown.Activations.Length == 0 || shown.CellCount != weights.Output.Inputs)
        {
            yield break;
        }

        yield return new ReportText(Paragraphs.Training.Say("why"));
        foreach (var (n, image) in shown.Images.Index().Where(item => labels[item.Item] != votes[item.Item] && item.Item != asked?.Number))
        {
            var means = shown.Activations.AsSpan(n * shown.CellCount, shown.CellCount).ToArray();
            yield return new ReportFigure(ContributionsFigure.Draw(
                image, new Contributions(weights.Output, means, new ClassPair(votes[image], labels[image], IsWrong: true)),
                ImageAnswer.WordsOf(image, set, labels[image], votes[image], names), names));
        }
    }

    // Where the view keeps no images, pixels are shown as a square if they make one.
    private (int Rows, int Columns)? Shape(int pixels)
    {
        if (view is not null && view.Rows * view.Columns == pixels)
        {
            return (view.Rows, view.Columns);
        }

        var side = (int)Math.Round(Math.Sqrt(pixels));
        return side * side == pixels ? (side, side) : null;
    }

    private static void CheckNumbers(NeuronView view, int images)
    {
        if (view.Activations.Length != 0 && view.Activations.Length != view.Currents.Length)
        {
            throw new InvalidSettingException("The arrays of neurons.npz do not fit together; evaluate the network again.");
        }

        if (view.Images.Concat(view.Wrong).Any(image => image < 0 || image >= images)
            || view.Cells.Concat(view.SpikeCells).Any(cell => cell < 0 || cell >= view.CellCount))
        {
            throw new InvalidSettingException("neurons.npz and predictions.npz are of other runs; evaluate the network again.");
        }
    }
}
