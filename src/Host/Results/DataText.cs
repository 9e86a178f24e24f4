using FhnHw.Host.CommandLine;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Terminal;
using FhnHw.Training.Data;

namespace FhnHw.Host.Results;

/// <summary>What <c>data</c> tells people: what the set is, and a look at a few images.</summary>
internal static class DataText
{
    // From nothing to full ink.
    private const string Inks = " .:-=+*#%@";

    private const int Previewed = 3;

    /// <summary>Writes it.</summary>
    public static void Write(LocatedData data, Screen screen)
    {
        var (set, text) = (data.Set, screen.Text);
        text.WriteLine($"set          {set.Name}{(set.Verified ? ", verified by SHA-256" : "")}");
        text.WriteLine($"from         {set.Source}");
        var (train, test) = (set.Train, set.Test);
        text.WriteLine($"images       {train.Count} to train on, {test.Count} to test on, {train.Rows}x{train.Columns}, {set.ClassText}");
        text.WriteLine($"fingerprint  {set.Fingerprint}");
        if (data.Reason is { } reason)
        {
            text.WriteLine(Explanation.Of(reason, data.Remedies));
        }

        text.WriteLine();
        foreach (var line in Preview(set.Train, screen.Width, set.ClassNames))
        {
            text.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>The first images (of a set sorted by class, some of each) side by side, two rows of pixels a line, with their labels below.</summary>
    public static IEnumerable<string> Preview(ImageSet images, int width, IReadOnlyList<string>? names = null)
    {
        var count = Math.Clamp(width / (images.Columns + 2), 1, Math.Min(Previewed, images.Count));
        var shown = ShownImages.First([.. images.Labels], Enumerable.Range(0, images.Count), count);
        for (var row = 0; row < images.Rows; row += 2)
        {
            yield return string.Join("  ", shown.Select(image => Line(images, image, row)));
        }

        yield return string.Join("  ", shown.Select(image => Label(images.Labels[image], names).PadRight(images.Columns)));
    }

    private static string Label(int label, IReadOnlyList<string>? names) => names is null ? $"label {label}" : ShownClasses.Name(label, names);

    private static string Line(ImageSet images, int image, int row) => string.Create(images.Columns, (images, image, row), (line, state) =>
    {
        var pixels = state.images.Image(state.image);
        for (var column = 0; column < line.Length; column++)
        {
            var upper = pixels[(state.row * line.Length) + column];
            var lower = state.row + 1 < state.images.Rows ? pixels[((state.row + 1) * line.Length) + column] : upper;
            line[column] = Inks[(upper + lower) * (Inks.Length - 1) / 510];
        }
    });
}
