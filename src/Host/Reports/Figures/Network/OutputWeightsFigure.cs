using System.Globalization;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Network;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>The weights from the last cells to the classes as one picture, a row a class and a column a cell: what each cell speaks for and against.</summary>
internal static class OutputWeightsFigure
{
    private const int Width = 1120, Left = 90, Right = 8, Top = 8, Row = 22, Bottom = 72, Most = 256, Levels = 16;
    private const double Readable = 9; // a column that has room for its cell's number, pixels

    /// <summary>Draws it.</summary>
    /// <param name="weights">The weights that lead to the classes.</param>
    /// <param name="names">What the classes are called, or null.</param>
    public static IFigure Draw(LayerWeights weights, IReadOnlyList<string>? names)
    {
        int[] cells = [.. InOrder(weights).Take(Most)];
        var (classes, wide) = (weights.Outputs, (Width - Left - Right) / (double)cells.Length);
        var row = Math.Max(4.0, classes <= ShownClasses.Few ? Row : 440.0 / classes);
        var limit = Math.Max(weights.Values.Max(Math.Abs), 1e-6f);
        var drawing = new SvgDrawing(Width, (int)(Top + (row * classes) + Bottom));
        drawing.Picture(Left, Top, wide * cells.Length, row * classes, Paint(weights, cells, limit));
        for (var label = 0; label < classes; label++)
        {
            if (classes <= ShownClasses.Few || label % 5 == 0)
            {
                drawing.Text(Left - 8, Top + (row * (label + 0.5)) + 4, Fitting(ShownClasses.Name(label, names)), "end", 12);
            }
        }

        foreach (var (place, cell) in cells.Index())
        {
            var left = Left + (place * wide);
            drawing.Frame(left, Top, wide, row * classes, FigureColours.Grid, Words(weights, cell, names));
            if (wide >= Readable)
            {
                drawing.Text(left + (wide / 2) + 3, Top + (row * classes) + 6, $"{cell}", "end", 9, turn: -90);
            }
        }

        Key(drawing, Top + (row * classes) + 34, limit);
        return new DrawnFigure(
            "output-weights", "What each cell votes for",
            Paragraphs.Training.Say("output-weights", ("cells", $"{cells.Length}"), ("all", $"{weights.Inputs}")), drawing,
            ["cell", .. Enumerable.Range(0, classes).Select(label => ShownClasses.Name(label, names))],
            Enumerable.Range(0, weights.Inputs).Select(cell => (string[])
                [$"{cell}", .. Enumerable.Range(0, classes).Select(label => weights.Matrix[label, cell].ToString(CultureInfo.InvariantCulture))]))
        {
            IsBroad = true,
        };
    }

    // Side by side those whose largest weight leads to the same class, the largest first.
    private static IEnumerable<int> InOrder(LayerWeights weights)
    {
        int Strongest(int cell) => Enumerable.Range(0, weights.Outputs).MaxBy(label => weights.Matrix[label, cell]);
        return Enumerable.Range(0, weights.Inputs).OrderBy(Strongest).ThenByDescending(cell => weights.Matrix[Strongest(cell), cell]);
    }

    private static byte[] Paint(LayerWeights weights, int[] cells, float limit)
    {
        var picture = new PixelPicture(weights.Outputs, cells.Length, PixelPicture.Diverging(FigureColours.Series[1], FigureColours.Series[0]));
        foreach (var (place, cell) in cells.Index())
        {
            for (var label = 0; label < weights.Outputs; label++)
            {
                picture[label, place] = (byte)(128 + (Math.Round(weights.Matrix[label, cell] / limit * Levels) / Levels * 127));
            }
        }

        return picture.ToPng();
    }

    private static string Words(LayerWeights weights, int cell, IReadOnlyList<string>? names) => $"cell {cell}: " + string.Join(
        ", ", Enumerable.Range(0, weights.Outputs).OrderByDescending(label => Math.Abs(weights.Matrix[label, cell])).Take(10).Order().Select(label =>
            string.Create(CultureInfo.InvariantCulture, $"{ShownClasses.Name(label, names)}: {weights.Matrix[label, cell]:+0.###;-0.###;0}")));

    private static void Key(SvgDrawing drawing, double top, double limit)
    {
        const int Steps = 16, Step = 14;
        var left = (Width - (2 * Steps * Step)) / 2.0;
        for (var n = -Steps; n < Steps; n++)
        {
            var value = (n + 0.5) / Steps;
            drawing.Fill(left + ((n + Steps) * Step), top, Step, 14, value < 0 ? FigureColours.Series[1] : FigureColours.Series[0], Math.Abs(value));
        }

        drawing.Text(left - 8, top + 12, string.Create(CultureInfo.InvariantCulture, $"{-limit:0.##}"), "end");
        drawing.Text(left + (2 * Steps * Step) + 8, top + 12, string.Create(CultureInfo.InvariantCulture, $"+{limit:0.##}"));
    }

    // As much of a name as fits to the left of a row.
    private static string Fitting(string name) => name.Length <= 11 ? name : name[..10] + "…";
}
