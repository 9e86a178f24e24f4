using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FhnHw.Files;

namespace FhnHw.Boards.Fpga;

/// <summary>The sources, tools and figures of a bitstream; a JSON file beside it.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="Variant">The build's name, as <see cref="BoardVariant.NameOf"/> gives it.</param>
/// <param name="ConstantsHash">Hash of the constants that its cells compute with.</param>
/// <param name="Constants">The constants, as one line of text.</param>
/// <param name="Lanes">Lanes, or cells of the parallel array.</param>
/// <param name="CellsPerLane">Cells of a lane.</param>
/// <param name="SourcesHash">Hash of the Verilog sources and the board's folder.</param>
/// <param name="Tools">Each tool's version line.</param>
/// <param name="Elements">The use of the part.</param>
/// <param name="TargetMHz">The clock that the board runs at, MHz.</param>
/// <param name="MaxMHz">The clock that the routed design reaches, MHz; null where it was not routed.</param>
/// <param name="Bitstream">The file's name; null where none was made.</param>
/// <param name="BitstreamSha256">Its SHA-256, lower-case hexadecimal; null where none was made.</param>
/// <param name="Steps">Each step with the time that it took.</param>
/// <param name="Date">When it was made, UTC.</param>
/// <param name="Seed">The seed of place and route; null where it was not routed, or by an earlier version.</param>
public sealed record BoardManifest(
    string Board,
    string Variant,
    string ConstantsHash,
    string Constants,
    int Lanes,
    int CellsPerLane,
    string SourcesHash,
    IReadOnlyDictionary<string, string> Tools,
    IReadOnlyList<Utilisation> Elements,
    double TargetMHz,
    double? MaxMHz,
    string? Bitstream,
    string? BitstreamSha256,
    IReadOnlyList<FlowStep> Steps,
    DateTime Date,
    int? Seed = null)
{
    /// <summary>The manifest's file name.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Style =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonRules.FiniteNumber() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { JsonRules.RefuseNull } },
        };

    /// <summary>True where the design was routed and reaches the board's clock.</summary>
    public bool MeetsTiming => MaxMHz >= TargetMHz;

    /// <summary>True where the part has as much as the design takes; null where nobody counted what the part has: there was no router.</summary>
    public bool? Fits => Elements.All(element => element.Available == 0) ? null : Elements.All(element => element.Used <= element.Available);

    /// <summary>Reads the manifest of a build folder; null where there is none, or none that this version can read.</summary>
    public static BoardManifest? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var manifest = File.Exists(path) ? JsonSerializer.Deserialize<BoardManifest>(File.ReadAllText(path), Style) : null;
            return manifest is null || manifest.Bitstream is null || manifest.Bitstream == Path.GetFileName(manifest.Bitstream) ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it into a build folder.</summary>
    public void Write(string folder) =>
        AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Style) + "\n");
}

/// <summary>A step of a flow.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Seconds">The time that it took, seconds; 0 where it did not run.</param>
/// <param name="Note">What it gave, or why it did not run.</param>
public sealed record FlowStep(string Name, double Seconds, string Note);
