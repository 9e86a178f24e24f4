using System.Globalization;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>Which class images of each class are taken for.</summary>
internal static class ConfusionFigure
{
    private const int Left = 56, Top = 34, Size = 480;

    /// <summary>Counts the images: true class × class by vote.</summary>
    public static int[,] Count(int[] labels, int[] votes)
    {
        var classes = Math.Max(labels.Max(), votes.Max()) + 1;
        var counts = new int[classes, classes];
        for (var image = 0; image < labels.Length; image++)
        {
            counts[labels[image], votes[image]]++;
        }

        return counts;
    }

    /// <summary>Draws it.</summary>
    /// <param name="labels">True classes.</param>
    /// <param name="votes">Classes by vote.</param>
    /// <param name="set">What the images are: <c>test</c> or <c>validation</c>.</param>
    /// <param name="names">What the classes are called, by label; null for their numbers.</param>
    public static IFigure Draw(int[] labels, int[] votes, string set, IReadOnlyList<string>? names = null)
    {
        var counts = Count(labels, votes);
        var classes = counts.GetLength(0);
        var side = (double)Size / classes;
        var drawing = new SvgDrawing(Left + Size + 24, Top + Size + 16);
        drawing.Text(Left + (Size / 2.0), 14, "class by vote", "middle", 14);
        drawing.Text(16, Top + (Size / 2.0), "true class", "middle", 14, turn: -90);
        for (var row = 0; row < classes; row++)
        {
            var all = Math.Max(1, Enumerable.Range(0, classes).Sum(column => counts[row, column]));
            if (classes <= ShownClasses.Few || row % 5 == 0)
            {
                var name = Fitting(ShownClasses.Name(row, names), side);
                drawing.Text(Left - 8, Top + ((row + 0.5) * side) + 5, name, names is null ? "end" : "middle", turn: names is null ? 0 : -90);
                drawing.Text(Left + ((row + 0.5) * side), Top - 6, name, "middle");
            }

            for (var column = 0; column < classes; column++)
            {
                Cell(drawing, row, column, counts[row, column], all, side, classes, names);
            }
        }

        return new DrawnFigure(
            "confusion", "Confusion matrix", Paragraphs.Training.Say("confusion", ("images", set)), drawing,
            ["true class", "class by vote", "images"],
            [
                .. from row in Enumerable.Range(0, classes)
                   from column in Enumerable.Range(0, classes)
                   select (string[])[ShownClasses.Name(row, names), ShownClasses.Name(column, names), $"{counts[row, column]}"],
            ]);
    }

    // As much of a name as fits beside a cell; a letter takes about 8 of its units.
    private static string Fitting(string name, double side) => name.Length <= Math.Max(2, side / 8) ? name : name[..(int)Math.Max(2, side / 8)];

    // A right answer is quiet; a wrong one shows by the root of its share, so that a few images are seen.
    private static void Cell(SvgDrawing drawing, int row, int column, int count, int all, double side, int classes, IReadOnlyList<string>? names)
    {
        var share = (double)count / all;
        var (colour, opacity) = row == column ? (FigureColours.Series[0], 0.25 * share) : (FigureColours.Series[1], Math.Min(1, 2 * Math.Sqrt(share)));
        var (left, top) = (Left + (column * side), Top + (row * side));
        drawing.Fill(
            left + 0.5, top + 0.5, side - 1, side - 1, count == 0 ? FigureColours.Grid : colour, count == 0 ? 0.3 : opacity,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ShownClasses.Name(row, names)} taken for {ShownClasses.Name(column, names)}: {count} of {all} images, {100 * share:0.##} %"));
        if (count > 0 && classes <= ShownClasses.Few)
        {
            drawing.Text(left + (side / 2), top + (side / 2) + 4, $"{count}", "middle", Math.Min(13, side / 3));
        }
    }
}
