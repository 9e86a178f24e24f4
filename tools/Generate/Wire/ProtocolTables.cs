using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Generate.Wire;

/// <summary>
/// The tables of docs/protocol.md, from docs/protocol.json; its session in hexadecimal; and the examples of the constants' hash in docs/numerics.md.
/// </summary>
internal static class ProtocolTables
{
    public static IEnumerable<GeneratedFile> Files()
    {
        var data = ProtocolData.Instance;
        return
        [
            DocumentPart.File("docs/protocol.md", new Dictionary<string, IEnumerable<string>>
            {
                ["host frames"] = Kinds(data.Frames.Where(frame => frame.From == "host")),
                ["reply"] = Reply(data),
                ["cell"] = Table("word | bytes | what", data.Frame("JOB").CellPerCell!.Select(word => $"{word.Name} | {Bytes(word)} | {word.About}")),
                ["board frames"] = Kinds(data.Frames.Where(frame => frame.From == "board")),
                ["errors"] = Table("ERROR | what | tag", data.Errors.Select(error => $"{error.Value} | {error.About} | {error.Tag}")),
                ["greeting"] = Table(
                    "offset | field | meaning", data.Frame("GREETING").Fields.Select(field => $"{field.Offset} | {Typed(field)} | {field.About}")),
                ["session"] = ExampleSession.Lines(data),
                ["sharing"] = Table(
                    "from | kind | name | payload", data.Sharing.Frames.Select(frame => $"{frame.From} | 0x{frame.Kind:X2} | {frame.Name} | {frame.Payload}")),
            }),
            DocumentPart.File("docs/numerics.md", new Dictionary<string, IEnumerable<string>> { ["hashes"] = Hashes() }),
        ];
    }

    private static IEnumerable<string> Table(string head, IEnumerable<string> rows)
    {
        var columns = head.Split('|').Length;
        return [$"| {head} |", $"|{string.Concat(Enumerable.Repeat(" --- |", columns))}", .. rows.Select(row => $"| {row} |")];
    }

    private static IEnumerable<string> Kinds(IEnumerable<WireFrame> frames) =>
        Table("kind | name | payload", frames.Select(frame => $"0x{frame.Kind:X2} | {frame.Name} | {Payload(frame)}"));

    private static string Payload(WireFrame frame)
    {
        var fields = string.Join(", ", frame.Fields.Select(field => $"{field.Name} {field.Type}"));
        return frame switch
        {
            { Name: "GREETING" } => "below",
            { Fields.Length: 0 } => "none",
            { Cell: { } cell } => $"`{fields}`, then {cell[0].Name} of each cell in `{cell[0].Bytes}` bytes (more with per-cell parameters)",
            { Rest: { } rest } => $"`{fields}`, then {Most(rest)} {(rest.Type == "u8" ? rest.Name : $"`{rest.Type}` {rest.Name}")}",
            _ => $"`{fields}`",
        };
    }

    private static string Most(WireRest rest) =>
        $"{rest.Least} to {ProtocolData.Instance.Constants.Single(constant => constant.Name == rest.Most).Value}";

    // A feature that sends nothing of its own stands at the end.
    private static IEnumerable<string> Reply(ProtocolData data)
    {
        string Bit(string name) => $"0x{data.Features.Single(feature => feature.Name == name).Value:X4}";
        var silent = data.Features.Where(feature => data.Reply.All(part => part.Feature != feature.Name));
        return Table(
            "feature bit | name | what is sent, in this order",
            [
                .. data.Reply.Select(part => $"{Bit(part.Feature)} | {part.Feature}{(part.Again ? ", again" : "")} | {part.About}"),
                .. silent.Select(feature => $"{Bit(feature.Name)} | {feature.Name} | nothing: {feature.About}"),
            ]);
    }

    private static string Bytes(WireField field) => field.Bytes is { ValueKind: System.Text.Json.JsonValueKind.String } name ? $"`{name}`" : $"{field.Bytes}";

    private static string Typed(WireField field) => field.Type switch
    {
        "bytes" or "ascii" => $"`{field.Name}`, {field.Size} bytes",
        _ => $"`{field.Name} {field.Type}`",
    };

    private static IEnumerable<string> Hashes() => Table("W, k, e, eps, x0, y0 | text | hash",
        new[] { ((16, 8, 0), new CellParameters()), ((8, 8, 6), new CellParameters(x0: -0.2)) }.Select(each =>
        {
            var ((W, k, e), cell) = each;
            var constants = new CellConstants(new CellFormat(W, k, e), cell);
            return FormattableString.Invariant($"{W}, {k}, {e}, {cell.Eps}, {cell.X0}, {cell.Y0} | `{constants.Canonical()}` | `{constants.Hash}`");
        }));
}
