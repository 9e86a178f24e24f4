using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Shown;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>The first images that are classified wrong, each with its true class and the one by vote.</summary>
internal static class WrongImagesFigure
{
    private const int Width = 1120, Across = 15, Label = 18;

    /// <summary>Draws it.</summary>
    /// <param name="view">The images.</param>
    /// <param name="labels">True classes of the whole set.</param>
    /// <param name="votes">Classes by vote of the whole set.</param>
    /// <param name="set">What the images are: <c>test</c> or <c>validation</c>.</param>
    public static IFigure Draw(NeuronView view, int[] labels, int[] votes, string set)
    {
        var count = view.Wrong.Length;
        var (side, step) = (Width / (double)Across * 0.92, Width / (double)Across);
        var high = side * view.Rows / view.Columns;
        var drawing = new SvgDrawing(Width, (int)(((count + Across - 1) / Across * (high + Label + 8)) + 4));
        for (var n = 0; n < count; n++)
        {
            var (image, left, top) = (view.Wrong[n], n % Across * step, n / Across * (high + Label + 8));
            drawing.Picture(left, top, side, high, Picture(view.WrongPictures.AsSpan(n * view.Rows * view.Columns), view.Rows, view.Columns));
            drawing.Frame(left, top, side, high, FigureColours.Grid, $"{set} image {image}: a {labels[image]}, by vote a {votes[image]}");
            drawing.Text(left + (side / 2), top + high + 14, $"{labels[image]} as {votes[image]}", "middle", 12);
        }

        var all = labels.Zip(votes).Count(pair => pair.First != pair.Second);
        return new DrawnFigure(
            "wrong", "Images classified wrong", Paragraphs.Training.Say("wrong", ("images", set), ("count", $"{count}"), ("all", $"{all}")), drawing,
            ["image", "true class", "class by vote"],
            [.. view.Wrong.Select(image => (string[])[$"{image}", $"{labels[image]}", $"{votes[image]}"])])
        {
            IsBroad = true,
        };
    }

    /// <summary>An image as PNG, black where it is 0.</summary>
    public static byte[] Picture(ReadOnlySpan<byte> pixels, int rows, int columns)
    {
        var picture = new PixelPicture(rows, columns, PixelPicture.Greys);
        for (var pixel = 0; pixel < rows * columns; pixel++)
        {
            picture[pixel / columns, pixel % columns] = Math.Min((byte)254, pixels[pixel]);
        }

        return picture.ToPng();
    }
}
