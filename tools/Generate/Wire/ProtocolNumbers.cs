using System.Globalization;
using System.Text.RegularExpressions;

namespace FhnHw.Generate.Wire;

/// <summary>A number of the protocol, as all languages have it.</summary>
/// <param name="Name">In Pascal case, as C# has it.</param>
/// <param name="Value">The value.</param>
/// <param name="Bits">8 or 16 for kinds, codes and masks, which are written in hexadecimal; 0 for other numbers, which are decimal.</param>
/// <param name="About">A sentence.</param>
internal sealed partial record ProtocolNumber(string Name, int Value, int Bits, string About)
{
    /// <summary>Every number of docs/protocol.json, in the order in which the languages have them.</summary>
    public static IReadOnlyList<ProtocolNumber> All { get; } = [.. Of(ProtocolData.Instance)];

    /// <summary>The name in capitals: MAX_STEPS for MaxSteps.</summary>
    public string Capitals => Words().Replace(Name, "_").ToUpperInvariant();

    /// <summary>The value's digits: hexadecimal, as many as its bits have, or decimal.</summary>
    public string Digits => Bits == 0 ? Value.ToString(CultureInfo.InvariantCulture) : Value.ToString($"X{Bits / 4}", CultureInfo.InvariantCulture);

    /// <summary>per-cell as PerCell, HELLO as Hello.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));

    private static IEnumerable<ProtocolNumber> Of(ProtocolData data) =>
    [
        new("Version", data.Version, 8, "Version of the protocol."),
        .. data.Frames.Select(frame => new ProtocolNumber(
            $"{Pascal(frame.Name)}Kind", frame.Kind, 8, $"Kind of {frame.Name}, which the {frame.From} sends: {frame.About}.")),
        .. data.Features.Select(bit => new ProtocolNumber(
            $"{Pascal(bit.Name)}Feature", bit.Value, 16, $"Feature bit of JOB and GREETING, {bit.Name}: {bit.About}.")),
        .. data.Flags.Select(bit => new ProtocolNumber($"{Pascal(bit.Name)}Flag", bit.Value, 8, $"Flag of GREETING: {bit.About}.")),
        .. data.Errors.OrderBy(error => error.Of == "request").Select(error => new ProtocolNumber(
            $"{Pascal(error.Name)}Error", error.Value, 8, $"Code of ERROR about a {error.Of}: {error.About}.").WithArticle()),
        .. data.Constants.Select(constant => new ProtocolNumber(constant.Name, constant.Value, 0, constant.About)),
    ];

    // There is one link, and requests are many.
    private ProtocolNumber WithArticle() => this with { About = About.Replace("about a link", "about the link", StringComparison.Ordinal) };

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Words();
}
