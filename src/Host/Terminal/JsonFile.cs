using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FhnHw.Files;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Terminal;

/// <summary>Where <c>--json</c> points: a file, or standard output for <c>-</c>.</summary>
/// <param name="Path">The argument of <c>--json</c>.</param>
internal sealed record JsonFile(string Path)
{
    /// <summary>How every result is written: camelCase names, indented, arrays of numbers on one line, null for NaN and infinity.</summary>
    public static JsonSerializerOptions Style { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        TypeInfoResolver = RunSettings.Resolver,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new FiniteNumberConverter(),
            new NumberRowConverter<double>(),
            new NumberRowConverter<int>(),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
        },
    };

    /// <summary>True for standard output.</summary>
    public bool IsStandardOutput => Path == "-";

    /// <summary>Writes a result. A file appears whole or not at all.</summary>
    public void Write(object result, Screen screen)
    {
        var text = JsonSerializer.Serialize(result, result.GetType(), Style);
        if (IsStandardOutput)
        {
            screen.Output.WriteLine(text);
            return;
        }

        AtomicFile.WriteText(Path, text + "\n");
    }
}
