using System.Globalization;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Data;
using FhnHw.Training.Shown;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>The first images that are classified wrong, each with its true class and the one by vote.</summary>
internal static class WrongImagesFigure
{
    private const int Width = 1120, Across = 15, Line = 16, Letters = Width / Across / 6; // a letter takes about 6 of its units

    /// <summary>Draws it.</summary>
    /// <param name="view">The images.</param>
    /// <param name="labels">True classes of the whole set.</param>
    /// <param name="votes">Classes by vote of the whole set.</param>
    /// <param name="set">What the images are: <c>test</c> or <c>validation</c>.</param>
    /// <param name="names">What the classes are called, or null.</param>
    public static IFigure Draw(NeuronView view, int[] labels, int[] votes, string set, IReadOnlyList<string>? names)
    {
        var count = view.Wrong.Length;
        var (side, step) = (Width / (double)Across * 0.92, Width / (double)Across);
        var high = side * view.Rows / view.Columns;
        string Name(int label) => ShownClasses.Name(label, names);
        string[] Under(int image) => names is null
            ? [$"{labels[image]} as {votes[image]}"]
            : [Fitting(Name(labels[image])), Fitting($"as {Name(votes[image])}")];
        var row = high + (names is null ? 26 : 26 + Line);
        var drawing = new SvgDrawing(Width, (int)(((count + Across - 1) / Across * row) + 4));
        for (var n = 0; n < count; n++)
        {
            var (image, left, top) = (view.Wrong[n], n % Across * step, n / Across * row);
            drawing.Picture(left, top, side, high, Picture(view.WrongPictures.AsSpan(n * view.Rows * view.Columns), view.Rows, view.Columns));
            drawing.Frame(left, top, side, high, FigureColours.Grid, string.Create(
                CultureInfo.InvariantCulture,
                $"{set} image {image}: {ShownClasses.Said(labels[image], names)}, by vote {ShownClasses.Said(votes[image], names)}"));
            foreach (var (line, words) in Under(image).Index())
            {
                drawing.Text(left + (side / 2), top + high + 14 + (line * Line), words, "middle", 12);
            }
        }

        var all = labels.Zip(votes).Count(pair => pair.First != pair.Second);
        return new DrawnFigure(
            "wrong", "Images classified wrong", Paragraphs.Training.Say("wrong", ("images", set), ("count", $"{count}"), ("all", $"{all}"),
                ("order", ShownImages.AreSorted(labels) ? "some of each class in turn" : "in the order of the set")), drawing,
            ["image", "true class", "class by vote"],
            [.. view.Wrong.Select(image => (string[])[$"{image}", Name(labels[image]), Name(votes[image])])])
        {
            IsBroad = true,
        };
    }

    // As much as fits under an image.
    private static string Fitting(string words) => words.Length <= Letters ? words : words[..(Letters - 1)] + "…";

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
