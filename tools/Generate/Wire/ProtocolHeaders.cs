using System.Globalization;
using System.Text;

namespace FhnHw.Generate.Wire;

/// <summary>The numbers of docs/protocol.json in each language: constants of C# and Python, macros of Verilog and C.</summary>
internal static class ProtocolHeaders
{
    private const string Origin = $"Written by tools/Generate from {ProtocolData.Path}.";

    public static IEnumerable<GeneratedFile> Files() =>
    [
        new("src/Boards/Wire/Protocol.cs", CSharp()),
        new("hdl/rtl/generated/fhn_protocol.vh", Macros("`", $"// {Origin}", number => $"{number.Bits}'h{number.Digits}")),
        new("tools/refdevice/fhn_protocol.h", Macros("#", $"/* {Origin} */", number => $"0x{number.Digits}")),
        new("examples/python/protocol.py", Python()),
    ];

    private static string CSharp()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"// {Origin}\nnamespace FhnHw.Boards.Wire;\n\n");
        text.Append("/// <summary>The numbers of docs/protocol.md.</summary>\npublic static class Protocol\n{\n");
        text.AppendJoin("\n", ProtocolNumber.All.Select(number =>
        {
            var type = number.Bits switch { 8 => "byte", 16 => "ushort", _ => "int" };
            return $"    /// <summary>{number.About}</summary>\n    public const {type} {number.Name} = {(number.Bits > 0 ? "0x" : "")}{number.Digits};\n";
        }));
        return text.Append("}\n").ToString();
    }

    // A guard around the macros, since every file that uses them includes them.
    private static string Macros(string directive, string origin, Func<ProtocolNumber, string> hexadecimal)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{origin}\n{directive}ifndef FHN_PROTOCOL\n{directive}define FHN_PROTOCOL\n");
        foreach (var number in ProtocolNumber.All)
        {
            var value = number.Bits == 0 ? number.Digits : hexadecimal(number);
            text.Append(CultureInfo.InvariantCulture, $"{directive}define FHN_{number.Capitals} {value}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{directive}endif\n").ToString();
    }

    // Beside the numbers the fields of payloads as formats of the module struct.
    private static string Python()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\"\"\"The numbers of docs/protocol.md. {Origin}\"\"\"\nimport struct\n\n");
        foreach (var number in ProtocolNumber.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number.Capitals} = {(number.Bits > 0 ? "0x" : "")}{number.Digits}\n");
        }

        text.Append("\n# Payloads, or what they begin with: GREETING_FIELDS.unpack(payload), in the order of their tables.\n");
        foreach (var frame in ProtocolData.Instance.Frames.Where(frame => frame.Fields.Length > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"{frame.Name}_FIELDS = struct.Struct(\"<{string.Concat(frame.Fields.Select(Format))}\")\n");
        }

        return text.ToString();
    }

    private static string Format(WireField field) => field.Type switch
    {
        "u8" => "B",
        "u16" => "H",
        "u32" => "I",
        _ => $"{field.Size}s",
    };
}
