using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FhnHw.Boards.Wire;

namespace FhnHw.Generate;

/// <summary>The constants of <see cref="Protocol"/> as macros: bytes in hexadecimal, sizes in decimal.</summary>
internal static partial class ProtocolHeaders
{
    private const string Origin = "Written by tools/Generate from src/Boards/Wire/Protocol.cs.";

    public static IEnumerable<GeneratedFile> Files() =>
    [
        new("hdl/rtl/generated/fhn_protocol.vh", Text("`", $"// {Origin}", value => $"8'h{value:X2}")),
        new("tools/refdevice/fhn_protocol.h", Text("#", $"/* {Origin} */", value => $"0x{value:X2}")),
    ];

    // A guard around the macros, since every file that uses them includes them.
    private static string Text(string directive, string origin, Func<byte, string> hexadecimal)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{origin}\n{directive}ifndef FHN_PROTOCOL\n{directive}define FHN_PROTOCOL\n");
        foreach (var constant in typeof(Protocol).GetFields().Where(field => field.IsLiteral))
        {
            var value = constant.GetRawConstantValue() switch
            {
                byte b => hexadecimal(b),
                int i => i.ToString(CultureInfo.InvariantCulture),
                _ => throw new InvalidOperationException($"{constant.Name} is neither a byte nor an int."),
            };
            text.Append(CultureInfo.InvariantCulture, $"{directive}define FHN_{Words().Replace(constant.Name, "_").ToUpperInvariant()} {value}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{directive}endif\n").ToString();
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Words();
}
