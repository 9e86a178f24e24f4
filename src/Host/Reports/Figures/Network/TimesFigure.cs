using System.Globalization;
using FhnHw.Host.Reports.Prose;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>Where the time of a run went.</summary>
internal static class TimesFigure
{
    private const int Left = 250, Bar = 560, Row = 30, Top = 8, Width = 1120;

    /// <summary>Draws it.</summary>
    /// <param name="times">Name and seconds of each part.</param>
    public static IFigure Draw(IReadOnlyList<(string Name, double Seconds)> times)
    {
        var all = Math.Max(1e-9, times.Sum(part => part.Seconds));
        var drawing = new SvgDrawing(Width, Top + (Row * times.Count) + 10);
        foreach (var (n, (name, seconds)) in times.Index())
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s, {100 * seconds / all:0} %");
            drawing.Text(Left - 10, Top + (Row * n) + 19, name, "end", 14);
            drawing.Fill(Left, Top + (Row * n) + 3, Bar, Row - 6, FigureColours.Grid, 0.4);
            drawing.Fill(Left, Top + (Row * n) + 3, Math.Max(1, Bar * seconds / all), Row - 6, FigureColours.Series[0], 1, $"{name}: {words}");
            drawing.Text(Left + Bar + 10, Top + (Row * n) + 19, words, size: 14);
        }

        return new DrawnFigure(
            "times", "Where the time went", Paragraphs.Training.Say("times"), drawing, ["part", "seconds"],
            [.. times.Select(part => (string[])[part.Name, FigureCsv.Number(Math.Round(part.Seconds, 4))])])
        {
            IsBroad = true,
        };
    }
}
