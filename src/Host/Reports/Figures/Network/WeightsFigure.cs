using System.Globalization;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Network;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>W1 as pictures: what each hidden cell looks for in an image.</summary>
internal static class WeightsFigure
{
    private const int Width = 1120, Most = 256, Levels = 16, Line = 13;

    /// <summary>Draws it.</summary>
    /// <param name="weights">The weights into the first hidden layer.</param>
    /// <param name="rows">Height of an image, pixels.</param>
    /// <param name="columns">Width of an image, pixels.</param>
    public static IFigure Draw(LayerWeights weights, int rows, int columns)
    {
        var count = Math.Min(Most, weights.Outputs);
        var across = Math.Min(count, (int)Math.Ceiling(Math.Sqrt(2.5 * count)));
        var scale = (double)Width / PictureSheet.WidthOf(columns, across);
        var sheet = new PictureSheet(count, rows, columns, across, below: (int)Math.Ceiling(Line / scale));
        var limit = Limit(weights);
        var png = sheet.Paint(PixelPicture.Diverging(FigureColours.Series[1], FigureColours.Series[0]), 128, (cell, row, column) =>
            Colour(weights.Matrix[cell, (row * columns) + column] / limit));
        var high = sheet.High * scale;
        var drawing = new SvgDrawing(Width, (int)high + 40);
        drawing.Picture(0, 0, Width, high, png);
        for (var cell = 0; cell < count; cell++)
        {
            var (top, left) = sheet.At(cell);
            drawing.Frame(left * scale, top * scale, columns * scale, rows * scale, FigureColours.Grid, string.Create(
                CultureInfo.InvariantCulture,
                $"cell {cell}: weights {Range(weights, cell, Math.Min):0.###} to {Range(weights, cell, Math.Max):0.###}, bias {weights.Bias[cell]:0.###}"));
            drawing.Text((left + (columns / 2.0)) * scale, ((top + rows) * scale) + 10, $"{cell}", "middle", 10);
        }

        Key(drawing, high, limit);
        return new DrawnFigure(
            "weights", "What each cell looks for", Paragraphs.Training.Say("weights", ("cells", $"{count}"), ("all", $"{weights.Outputs}")), drawing,
            ["cell", .. Enumerable.Range(0, weights.Inputs).Select(pixel => $"row {pixel / columns} column {pixel % columns}")],
            Enumerable.Range(0, count).Select(cell => (string[])
                [$"{cell}", .. Enumerable.Range(0, weights.Inputs).Select(pixel => Text(weights.Matrix[cell, pixel]))]))
        {
            IsBroad = true,
        };
    }

    private static void Key(SvgDrawing drawing, double top, double limit)
    {
        const int Steps = 16, Step = 14;
        var left = (Width - (2 * Steps * Step)) / 2.0;
        for (var n = -Steps; n < Steps; n++)
        {
            var value = (n + 0.5) / Steps;
            drawing.Fill(
                left + ((n + Steps) * Step), top + 14, Step, 14, value < 0 ? FigureColours.Series[1] : FigureColours.Series[0], Math.Abs(value));
        }

        drawing.Text(left - 8, top + 26, string.Create(CultureInfo.InvariantCulture, $"{-limit:0.##}"), "end");
        drawing.Text(left + (2 * Steps * Step) + 8, top + 26, string.Create(CultureInfo.InvariantCulture, $"+{limit:0.##} and beyond"));
    }

    // The size that one in a hundred weights goes beyond.
    private static double Limit(LayerWeights weights)
    {
        float[] sizes = [.. weights.Values.Select(Math.Abs).Order()];
        return Math.Max(sizes[(int)(0.99 * (sizes.Length - 1))], 1e-6f);
    }

    // Few shades, so that the picture packs well.
    private static byte Colour(double share) => (byte)(128 + (Math.Round(Math.Clamp(share, -1, 1) * Levels) / Levels * 127));

    private static float Range(LayerWeights weights, int cell, Func<float, float, float> take) =>
        Enumerable.Range(0, weights.Inputs).Select(pixel => weights.Matrix[cell, pixel]).Aggregate(take);

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
