using System.Globalization;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>One image, and beside it the classes that the vote gave it: the share of the samples and the mean output of each.</summary>
internal static class ImageFigure
{
    private const int Width = 640, Side = 224, Row = 22, Left = 350, Reach = 170, Top = 40, Most = 10;

    /// <summary>Draws it.</summary>
    public static IFigure Draw(ImageAnswer answer)
    {
        int[] shown = [.. answer.Order.Take(Most)];
        var high = Math.Min(2 * Side, Side * (double)answer.Rows / answer.Columns);
        var drawing = new SvgDrawing(Width, (int)Math.Max(high + 20, Top + (Row * shown.Length) + 10));
        drawing.Picture(10, 10, Side, high, WrongImagesFigure.Picture(answer.Pixels, answer.Rows, answer.Columns));
        drawing.Frame(10, 10, Side, high, FigureColours.Grid, answer.Words);
        drawing.Text(Left, 24, "share of the samples won, mean output", "start", 13);
        foreach (var (n, label) in shown.Index())
        {
            var (top, share) = (Top + (n * Row), answer.Percent(label));
            var wide = Reach * (double.IsNaN(share) ? 0 : share) / 100;
            var colour = label == answer.Label || label != answer.Vote ? FigureColours.Series[0] : FigureColours.Series[1];
            drawing.Text(Left - 8, top + 13, $"{ShownClasses.Said(label, answer.Names)}{Role(answer, label)}", "end", 13);
            drawing.Fill(Left, top, wide, Row - 5, colour, 1, $"{ShownClasses.Said(label, answer.Names)}: {answer.Votes[label]} samples");
            drawing.Text(Left + wide + 6, top + 13, string.Create(
                CultureInfo.InvariantCulture, $"{(double.IsNaN(share) ? "" : $"{share:0.0} %, ")}{answer.Scores[label]:0.00}"), "start", 13);
        }

        return new DrawnFigure(
            $"image-{answer.Number}", $"The image and its vote: {answer.Words}",
            Paragraphs.Training.Say("image", ("count", $"{shown.Length}")), drawing,
            ["class", "samples won", "share of the samples, percent", "mean output"],
            answer.Order.Select(label => (string[])
            [
                ShownClasses.Name(label, answer.Names), $"{answer.Votes[label]}", FigureCsv.Number(answer.Percent(label)),
                FigureCsv.Number(answer.Scores[label]),
            ]));
    }

    private static string Role(ImageAnswer answer, int label) => label == answer.Label ? " (true)" : "";
}
