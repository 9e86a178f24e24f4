using System.Globalization;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Network;
using FhnHw.Training.Shown;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>
/// Why an image is classified wrong: the cells that speak most for the class that won over the true one, and those that speak most against it.
/// </summary>
internal static class ContributionsFigure
{
    private const int Width = 760, Middle = 380, Reach = 250, Row = 22, Top = 34, Most = 5;

    /// <summary>Draws it.</summary>
    /// <param name="view">What the cells do.</param>
    /// <param name="image">Which of its images.</param>
    /// <param name="weights">The weights that lead to the classes.</param>
    /// <param name="label">The true class.</param>
    /// <param name="vote">The class by vote.</param>
    /// <param name="words">Which image that is.</param>
    /// <param name="names">What the classes are called, or null.</param>
    public static IFigure Draw(
        NeuronView view, int image, LayerWeights weights, int label, int vote, string words, IReadOnlyList<string>? names)
    {
        var (activations, sums) = (view.Activations.AsSpan(image * view.CellCount, view.CellCount).ToArray(), Sums(view, image, weights, label, vote));
        int[] order = [.. Enumerable.Range(0, sums.Length).OrderByDescending(cell => sums[cell])];
        int[] shown = [.. order.Where(cell => sums[cell] > 0).Take(Most), .. order.Where(cell => sums[cell] < 0).TakeLast(Most)];
        var largest = Math.Max(1e-9, shown.Select(cell => Math.Abs(sums[cell])).DefaultIfEmpty(0).Max());
        var drawing = new SvgDrawing(Width, Top + (Row * shown.Length) + 10);
        drawing.Text(Middle - 8, 16, $"for {ShownClasses.Said(label, names)} (true)", "end", 14);
        drawing.Text(Middle + 8, 16, $"for {ShownClasses.Said(vote, names)} (by vote)", "start", 14);
        foreach (var (n, cell) in shown.Index())
        {
            Bar(drawing, Top + (n * Row), cell, sums[cell], largest, activations[cell], weights.Matrix[vote, cell] - weights.Matrix[label, cell]);
        }

        drawing.Path($"M{Middle} {Top - 8}V{Top + (Row * shown.Length) + 2}", FigureColours.Ink);
        var total = sums.Sum() + weights.Bias[vote] - weights.Bias[label];
        return new DrawnFigure(
            $"why-{view.Images[image]}", $"Cells for and against: {words}",
            Paragraphs.Training.Say(
                "contributions", ("vote", ShownClasses.Said(vote, names)), ("label", ShownClasses.Said(label, names)),
                ("for", Number(sums.Where(sum => sum > 0).Sum())), ("against", Number(sums.Where(sum => sum < 0).Sum())), ("total", Number(total))),
            drawing, ["cell", "W2 of the class by vote less that of the true class", "mean of g(x)", "product"],
            order.Select(cell => (string[])
            [
                $"{cell}", FigureCsv.Number(weights.Matrix[vote, cell] - weights.Matrix[label, cell]), FigureCsv.Number(activations[cell]),
                FigureCsv.Number(sums[cell]),
            ]));
    }

    /// <summary>What each cell adds to the mean output of the class by vote, less what it adds to that of the true class.</summary>
    /// <inheritdoc cref="Draw"/>
    public static double[] Sums(NeuronView view, int image, LayerWeights weights, int label, int vote) =>
    [
        .. Enumerable.Range(0, view.CellCount).Select(cell =>
            ((double)weights.Matrix[vote, cell] - weights.Matrix[label, cell]) * view.Activations[(image * view.CellCount) + cell]),
    ];

    private static void Bar(SvgDrawing drawing, double top, int cell, double sum, double largest, float activation, float difference)
    {
        var wide = Reach * Math.Abs(sum) / largest;
        var left = sum < 0 ? Middle - wide : Middle;
        drawing.Fill(left, top, wide, Row - 5, sum < 0 ? FigureColours.Series[0] : FigureColours.Series[1], 1, string.Create(
            CultureInfo.InvariantCulture, $"cell {cell}: W2 difference {difference:0.###} times mean of g(x) {activation:0.###} is {Number(sum)}"));
        drawing.Text(sum < 0 ? left - 6 : left + wide + 6, top + 13, $"cell {cell}, {Number(sum)}", sum < 0 ? "end" : "start", 12);
    }

    private static string Number(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
