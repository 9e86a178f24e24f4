using System.Text.Json;
using FhnHw.Files;

namespace FhnHw.Host.Reports.Sweep;

/// <summary>One run of a sweep.</summary>
/// <param name="Cells">Its values, one a column of <see cref="SweepColumn.All"/>.</param>
/// <param name="Report">Where its report is, as seen from the page; null where there is none.</param>
/// <param name="PerClass">Accuracy of each class on the test images, or those held out, percent; empty where none was measured.</param>
internal sealed record SweepRow(IReadOnlyList<string> Cells, string? Report, double[] PerClass)
{
    private const string ResultFile = "result.json", ReportFile = "report.html";
    private static readonly string[] Studies = ["paper", "compare", "robustness", "noise", "calibration", "peers", "growth"];

    /// <summary>The value of a column.</summary>
    public string this[string column] => Cells[SweepColumn.All.TakeWhile(one => one.Name != column).Count()];

    /// <summary>The runs of some folders and of those in them; a run's own folders are not looked into.</summary>
    /// <param name="folders">Where to look.</param>
    /// <param name="from">The folder of the page, from which runs are named.</param>
    public static IReadOnlyList<SweepRow> Find(IEnumerable<string> folders, string from) =>
        [.. folders.SelectMany(FoldersIn).Distinct(StringComparer.Ordinal).SelectMany(folder => Of(folder, from))];

    private static IEnumerable<string> FoldersIn(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(Path.Combine(full, ResultFile)))
        {
            return [full];
        }

        try
        {
            var inner = Directory.GetDirectories(full).Where(one => new DirectoryInfo(one).LinkTarget is null);
            return [.. inner.Order(StringComparer.Ordinal).SelectMany(FoldersIn)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // it was removed meanwhile, or is somebody else's
        }
    }

    // Of 'train --seeds' a row a seed.
    private static IEnumerable<SweepRow> Of(string folder, string from)
    {
        var run = Path.GetRelativePath(from, folder).Replace('\\', '/');
        try
        {
            using var json = JsonDocument.Parse(InputFile.ReadText(Path.Combine(folder, ResultFile)));
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return [Broken(run, "result.json holds no result")];
            }

            if (root.TryGetProperty("seeds", out var seeds) && seeds.ValueKind == JsonValueKind.Array)
            {
                return [.. seeds.EnumerateArray().Select(seed => Sound(run, folder, seed, "train"))];
            }

            var study = Array.Find(Studies, name => root.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object);
            return [Sound(run, folder, root, study ?? (root.TryGetProperty("plainTest", out _) ? "substitute" : "train"))];
        }
        catch (Exception error) when (error
            is JsonException or IOException or UnauthorizedAccessException or UnusableFileException or InvalidOperationException)
        {
            return [Broken(run, $"result.json cannot be read: {error.Message.TrimEnd('.')}")];
        }
    }

    private static SweepRow Sound(string run, string folder, JsonElement result, string study)
    {
        var kind = study switch { "calibration" => "calibrate", "peers" or "growth" => "bench", _ => study };
        var cells = SweepColumn.All.Select(column => column.Name switch
        {
            "run" => run,
            "kind" => kind,
            _ => column.Of(result, study),
        });
        var isKnown = result.ValueKind == JsonValueKind.Object && result.TryGetProperty("provenance", out _);
        return !isKnown ? Broken(run, "result.json lacks what every result has (provenance)")
            : new SweepRow([.. cells], File.Exists(Path.Combine(folder, ReportFile)) ? $"{run}/{ReportFile}" : null, Classes(result));
    }

    private static double[] Classes(JsonElement result)
    {
        foreach (var name in (string[])["test", "validation", "train"])
        {
            if (result.TryGetProperty(name, out var set) && set.ValueKind == JsonValueKind.Object
                && set.TryGetProperty("perDigit", out var classes) && classes.ValueKind == JsonValueKind.Array)
            {
                return [.. classes.EnumerateArray()
                    .Select(one => one.ValueKind == JsonValueKind.Number && one.TryGetDouble(out var value) ? value : double.NaN)];
            }
        }

        return [];
    }

    private static SweepRow Broken(string run, string problem) => new(
        [.. SweepColumn.All.Select(column => column.Name switch { "run" => run, "problem" => problem, _ => "" })], null, []);
}
