using System.Text.Encodings.Web;
using System.Text.Json;
using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>What place and route gave for one array of a board.</summary>
/// <param name="Variant">The build's name: format, size, and what is not usual.</param>
/// <param name="Array"><c>lanes</c>, <c>parallel</c>, <c>per-cell</c> or <c>votes</c>.</param>
/// <param name="Format">Word lengths and time step.</param>
/// <param name="Lanes">Lanes, or cells of the parallel array.</param>
/// <param name="CellsPerLane">Cells of a lane.</param>
/// <param name="ClockMHz">The clock that it runs at, MHz.</param>
/// <param name="MaxMHz">The clock that the routed design reaches, MHz.</param>
/// <param name="Elements">The use of the part; kinds of which none is used are left out.</param>
/// <param name="Tools">Version lines of yosys and router.</param>
/// <param name="Sources">Hash of what was routed: <see cref="BoardFlow.SourcesHash(HdlSources, string, RoutedArray)"/>.</param>
/// <param name="Seed">The seed of place and route that met the clock; 0 where it is not known.</param>
public sealed record ArrayFigures(
    string Variant, string Array, CellFormat Format, int Lanes, int CellsPerLane, double ClockMHz, double MaxMHz, IReadOnlyList<Utilisation> Elements,
    IReadOnlyDictionary<string, string> Tools, string Sources, int Seed = 0)
{
    /// <summary>Neuron-steps a second: each lane makes a step a clock.</summary>
    public double NeuronSteps => Lanes * ClockMHz * 1e6;
}

/// <summary>
/// The figures of a board's arrays, in <c>hdl/boards/BOARD/figures.json</c>: written by <c>fhnhw board figures --make</c>, and stale once a source changes.
/// </summary>
public static class BoardFigures
{
    /// <summary>The file's name.</summary>
    public const string FileName = "figures.json";

    /// <summary>The name of the file that says why an array's figures are of older sources, or missing.</summary>
    public const string OlderName = "older.json";

    private static readonly JsonSerializerOptions Style =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All figures of a board, by name of the build; none where nothing was recorded.</summary>
    /// <exception cref="InvalidSettingException">The file is not sound.</exception>
    public static IReadOnlyList<ArrayFigures> Read(HdlSources sources, string board)
    {
        var path = PathOf(sources, board);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ArrayFigures[]>(InputFile.ReadText(path), Style) ?? [] : [];
        }
        catch (JsonException error)
        {
            throw new InvalidSettingException($"hdl/boards/{board}/{FileName} is not sound; remove it, and route the board again.", error);
        }
    }

    /// <summary>The figures of all boards with the same part, and the board's name with each.</summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="file">A board with that part.</param>
    /// <exception cref="InvalidSettingException">A file of such a board is not sound.</exception>
    public static IReadOnlyList<(string Board, ArrayFigures Figures)> OfPart(HdlSources sources, BoardFile file) =>
    [
        .. from board in BoardFile.Names(sources)
           let figures = Read(sources, board)
           where figures.Count > 0 && BoardFile.ReadAlone(sources, board) is var other && (other.Family, other.Device) == (file.Family, file.Device)
           from each in figures
           select (board, each),
    ];

    /// <summary>
    /// Writes the figures of a build in the place of those that the board had of such an array; why they were old or missing is taken away.
    /// </summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="manifest">A build that was routed and meets its clock.</param>
    /// <param name="array">Which array that is.</param>
    /// <param name="hash">Hash of what was routed, taken before it was.</param>
    public static void Record(HdlSources sources, BoardManifest manifest, RoutedArray array, string hash)
    {
        var figures = new ArrayFigures(
            manifest.Variant, array.Name, array.Format, manifest.Lanes, manifest.CellsPerLane, manifest.TargetMHz, Math.Round(manifest.MaxMHz!.Value, 1),
            [.. manifest.Elements.Where(element => element.Used > 0)], new SortedDictionary<string, string>(manifest.Tools.ToDictionary()),
            hash, manifest.Seed ?? 0);
        ArrayFigures[] all =
        [
            .. Read(sources, manifest.Board).Where(other => other.Array != figures.Array).Append(figures)
                .OrderBy(each => each.Array, StringComparer.Ordinal),
        ];
        AtomicFile.WriteText(PathOf(sources, manifest.Board), JsonSerializer.Serialize(all, Style) + "\n");
        Explain(sources, manifest.Board, array, null);
    }

    /// <summary>Keeps why an array has figures of older sources, or none.</summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="board">The board's name.</param>
    /// <param name="array">Which array.</param>
    /// <param name="reason">A sentence; null where there is no reason any more.</param>
    public static void Explain(HdlSources sources, string board, RoutedArray array, string? reason)
    {
        var reasons = new SortedDictionary<string, string>(Older(sources, board).ToDictionary(), StringComparer.Ordinal);
        reasons.Remove(array.Name);
        if (reason is not null)
        {
            reasons[array.Name] = reason;
        }

        if (reasons.Count == 0)
        {
            AtomicFile.Remove(OlderPathOf(sources, board));
            return;
        }

        AtomicFile.WriteText(OlderPathOf(sources, board), JsonSerializer.Serialize(reasons, Style) + "\n");
    }

    /// <summary>
    /// Why arrays of a board have figures of older sources, or none: the array's name and a sentence, in <c>hdl/boards/BOARD/older.json</c>. Empty where
    /// the file is not there.
    /// </summary>
    /// <exception cref="InvalidSettingException">The file is not sound.</exception>
    public static IReadOnlyDictionary<string, string> Older(HdlSources sources, string board)
    {
        var path = OlderPathOf(sources, board);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(InputFile.ReadText(path), Style) ?? [] : [];
        }
        catch (JsonException error)
        {
            throw new InvalidSettingException($"hdl/boards/{board}/{OlderName} is not sound; give it a sentence for each array, such as \"lanes\".", error);
        }
    }

    private static string OlderPathOf(HdlSources sources, string board) => Path.Combine(sources.Hdl, "boards", board, OlderName);

    private static string PathOf(HdlSources sources, string board) => Path.Combine(sources.Hdl, "boards", board, FileName);
}
