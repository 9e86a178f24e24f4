using System.Globalization;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Figures.Network;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>What a network made of one image, for people: the image in letters, the vote, the cells for and against.</summary>
internal static class ImageAnswerText
{
    private const int Most = 5, Widest = 56;
    private const string Shades = " .:-=+*#%@";

    /// <summary>Writes it.</summary>
    public static void Write(Screen screen, ImageAnswer answer)
    {
        var (cells, names) = (answer.Cells, answer.Names);
        screen.Text.WriteLine($"image   {answer.Words}{(answer.Label == answer.Vote ? ", taken for what it is" : "")}");
        foreach (var line in Picture(answer))
        {
            screen.Text.WriteLine(line);
        }

        var votes = new Table().AddColumns("class", "votes, %", "mean output");
        foreach (var label in answer.Order.Take(Most))
        {
            votes.AddRow(
                Markup.Escape(ShownClasses.Name(label, names) + (label == answer.Label ? " (true)" : "")), ClassTable.Percent(answer.Percent(label), 1),
                Fixed(answer.Scores[label]));
        }

        screen.Write(votes);
        var (by, over) = (ShownClasses.Said(cells.Classes.By, names), ShownClasses.Said(cells.Classes.Over, names));
        screen.Text.WriteLine($"cells   that speak most for {by} ({cells.Classes.RoleOfBy}) over {over} ({cells.Classes.RoleOfOver}), and most against it");
        var table = new Table().AddColumns("cell", "W2 difference", "mean of g(x)", "product");
        foreach (var cell in cells.Shown)
        {
            table.AddRow($"{cell}", Fixed(cells.Difference(cell)), Fixed(cells.Activations[cell]), ContributionsFigure.Number(cells.Sums[cell]));
        }

        screen.Write(table);
        screen.Text.WriteLine(
            $"all {cells.Sums.Length} cells together: {ContributionsFigure.Number(cells.For)} and {ContributionsFigure.Number(cells.Against)}, "
                + $"{ContributionsFigure.Number(cells.Total)}{cells.TotalIs}");
    }

    // A letter is about twice as high as it is wide: it shows the mean of two pixels, one above the other. Of broad images it shows larger squares.
    private static IEnumerable<string> Picture(ImageAnswer answer)
    {
        var side = Math.Max(1, (answer.Columns + Widest - 1) / Widest);
        for (var top = 0; top < answer.Rows; top += 2 * side)
        {
            yield return new string(
            [
                .. Enumerable.Range(0, (answer.Columns + side - 1) / side).Select(n => Shades[(int)(Mean(answer, top, n * side, side) / 256 * Shades.Length)]),
            ]).TrimEnd();
        }
    }

    private static double Mean(ImageAnswer answer, int top, int left, int side) => (
        from row in Enumerable.Range(top, Math.Min(2 * side, answer.Rows - top))
        from column in Enumerable.Range(left, Math.Min(side, answer.Columns - left))
        select (double)answer.Pixels[(row * answer.Columns) + column]).Average();

    private static string Fixed(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
