using System.Globalization;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>
/// Why an image gets its class: the cells that speak most for the class by vote over another one, and those that speak most against it.
/// </summary>
internal static class ContributionsFigure
{
    private const int Width = 760, Middle = 380, Reach = 250, Row = 22, Top = 34;

    /// <summary>What the figure of an image is called.</summary>
    public static string NameOf(int image) => $"why-{image}";

    /// <summary>Draws it.</summary>
    /// <param name="image">The image, by its number in the set.</param>
    /// <param name="cells">What each cell adds.</param>
    /// <param name="words">Which image that is.</param>
    /// <param name="names">What the classes are called, or null.</param>
    public static IFigure Draw(int image, Contributions cells, string words, IReadOnlyList<string>? names)
    {
        var (classes, shown) = (cells.Classes, cells.Shown);
        var (by, over) = (ShownClasses.Said(classes.By, names), ShownClasses.Said(classes.Over, names));
        var largest = Math.Max(1e-9, shown.Select(cell => Math.Abs(cells.Sums[cell])).DefaultIfEmpty(0).Max());
        var drawing = new SvgDrawing(Width, Top + (Row * shown.Length) + 10);
        drawing.Text(Middle - 8, 16, $"for {over} ({classes.RoleOfOver})", "end", 14);
        drawing.Text(Middle + 8, 16, $"for {by} ({classes.RoleOfBy})", "start", 14);
        foreach (var (n, cell) in shown.Index())
        {
            Bar(drawing, Top + (n * Row), cell, cells, largest);
        }

        drawing.Path($"M{Middle} {Top - 8}V{Top + (Row * shown.Length) + 2}", FigureColours.Ink);
        return new DrawnFigure(
            NameOf(image), $"Cells for and against: {words}",
            Paragraphs.Training.Say(
                "contributions", ("vote", by), ("label", over), ("for", Number(cells.For)), ("against", Number(cells.Against)), ("is", cells.TotalIs),
                ("total", Number(cells.Total))),
            drawing, ["cell", $"W2 of {by} less W2 of {over}", "mean of g(x)", "product"],
            cells.Order.Select(cell => (string[])
            [
                $"{cell}", FigureCsv.Number(cells.Difference(cell)), FigureCsv.Number(cells.Activations[cell]), FigureCsv.Number(cells.Sums[cell]),
            ]));
    }

    /// <summary>A sum with its sign, as figures and tables have it.</summary>
    public static string Number(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    private static void Bar(SvgDrawing drawing, double top, int cell, Contributions cells, double largest)
    {
        var sum = cells.Sums[cell];
        var wide = Reach * Math.Abs(sum) / largest;
        var left = sum < 0 ? Middle - wide : Middle;
        drawing.Fill(left, top, wide, Row - 5, sum < 0 ? FigureColours.Series[0] : FigureColours.Series[1], 1, string.Create(
            CultureInfo.InvariantCulture,
            $"cell {cell}: W2 difference {cells.Difference(cell):0.###} times mean of g(x) {cells.Activations[cell]:0.###} is {Number(sum)}"));
        drawing.Text(sum < 0 ? left - 6 : left + wide + 6, top + 13, $"cell {cell}, {Number(sum)}", sum < 0 ? "end" : "start", 12);
    }
}
