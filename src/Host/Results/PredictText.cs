using System.Globalization;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>Predictions for people and as CSV.</summary>
internal static class PredictText
{
    private const int Most = 40, MostBesideFile = 10; // rows of the table; a file has all

    /// <summary>A table, a row an image; of many the first ones.</summary>
    /// <param name="screen">Where it goes.</param>
    /// <param name="result">The predictions.</param>
    /// <param name="file">The file that keeps all of them, or null.</param>
    public static void Write(Screen screen, PredictResult result, string? file)
    {
        var most = file is null ? Most : MostBesideFile;
        var table = new Table().AddColumns("image", "class by vote", "votes, %", "class by mean");
        foreach (var image in result.Images.Take(most))
        {
            table.AddRow(
                Markup.Escape(image.Image), Markup.Escape(image.Name), Percent(image) is { Length: > 0 } percent ? percent : "-",
                Markup.Escape(NameOf(result, image.MeanClass)));
        }

        screen.Write(table);
        if (result.Images.Count > most)
        {
            var kept = file is null ? "; --out FILE keeps all of them" : $", in {file}";
            screen.Text.WriteLine($"and {result.Images.Count - most} images more{kept}");
        }
    }

    /// <summary>All of them: image, class, name, votes in percent, class by mean.</summary>
    public static string Csv(PredictResult result) => FigureCsv.Of(
        ["image", "class", "name", "vote_percent", "mean_class"],
        result.Images.Select(image => (string[])[image.Image, Whole(image.Class), image.Name, Percent(image), Whole(image.MeanClass)]));

    private static string NameOf(PredictResult result, int label) =>
        result.ClassNames is { } names && label < names.Count ? names[label] : Whole(label);

    private static string Percent(PredictedImage image) => image.VotePercent?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
