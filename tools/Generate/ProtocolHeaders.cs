using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FhnHw.Boards.Wire;

namespace FhnHw.Generate;

/// <summary>The constants of <see cref="Protocol"/> as macros: bytes and 16-bit masks in hexadecimal, sizes in decimal.</summary>
internal static partial class ProtocolHeaders
{
    private const string Origin = "Written by tools/Generate from src/Boards/Wire/Protocol.cs.";

    public static IEnumerable<GeneratedFile> Files() =>
    [
        new("hdl/rtl/generated/fhn_protocol.vh", Text(
            "`", $"// {Origin}", (value, bits) => string.Create(CultureInfo.InvariantCulture, $"{bits}'h{Digits(value, bits)}"))),
        new("tools/refdevice/fhn_protocol.h", Text("#", $"/* {Origin} */", (value, bits) => $"0x{Digits(value, bits)}")),
    ];

    // A guard around the macros, since every file that uses them includes them.
    private static string Text(string directive, string origin, Func<int, int, string> hexadecimal)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{origin}\n{directive}ifndef FHN_PROTOCOL\n{directive}define FHN_PROTOCOL\n");
        foreach (var constant in typeof(Protocol).GetFields().Where(field => field.IsLiteral))
        {
            var value = constant.GetRawConstantValue() switch
            {
                byte b => hexadecimal(b, 8),
                ushort u => hexadecimal(u, 16),
                int i => i.ToString(CultureInfo.InvariantCulture),
                _ => throw new InvalidOperationException($"{constant.Name} is neither a byte, a ushort nor an int."),
            };
            text.Append(CultureInfo.InvariantCulture, $"{directive}define FHN_{Words().Replace(constant.Name, "_").ToUpperInvariant()} {value}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{directive}endif\n").ToString();
    }

    private static string Digits(int value, int bits) => value.ToString($"X{bits / 4}", CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Words();
}
