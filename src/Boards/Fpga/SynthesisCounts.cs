using System.Globalization;
using System.Text.RegularExpressions;

namespace FhnHw.Boards.Fpga;

/// <summary>The cells of a synthesised design, from the last statistics in yosys's log.</summary>
/// <param name="Elements">Kinds and counts; the log does not say how many the part has, so that number is 0.</param>
internal sealed partial record SynthesisCounts(IReadOnlyList<Utilisation> Elements)
{
    private static readonly string[] Told =
    [
        "SB_LUT4", "SB_CARRY", "SB_MAC16", "SB_RAM40_4K", "SB_SPRAM256KA", // iCE40
        "LUT4", "CCU2C", "TRELLIS_FF", "MULT18X18D", "DP16KD", // ECP5
        "ALU", "MULT18X18", "MULT36X36", "DPB", "SDPB", "SPX9", "DPX9B", "SDPX9B", // Gowin
    ];

    /// <summary>Reads a log: of yosys before 0.60, which writes kind and number, or since, which writes number and kind.</summary>
    public static SynthesisCounts Parse(string log)
    {
        var start = Math.Max(log.LastIndexOf("Number of cells:", StringComparison.Ordinal), log.LastIndexOf("=== ", StringComparison.Ordinal));
        var counts = start < 0 ? [] : CountLine().Matches(log, start).Select(Count).OfType<Utilisation>();
        return new SynthesisCounts([.. counts.DistinctBy(element => element.Kind)]);
    }

    /// <summary>The first name that yosys took without a declaration, such as a mistyped one, with its file and line; null where there is none.</summary>
    internal static string? Undeclared(string log) =>
        UndeclaredLine().Match(log) is { Success: true } line ? $"'{line.Groups[3].Value}' in line {line.Groups[2].Value} of {line.Groups[1].Value}" : null;

    /// <summary>The counts worth telling, as one line.</summary>
    public override string ToString() => string.Join(", ",
        Elements.Where(element => Told.Contains(element.Kind)).Select(element => $"{element.Used} {element.Kind}"));

    private static Utilisation? Count(Match line)
    {
        var (kind, number) = line.Groups[1].Length > 0 ? (line.Groups[1], line.Groups[2]) : (line.Groups[4], line.Groups[3]);
        return int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var used) ? new Utilisation(kind.Value, used, 0) : null;
    }

    [GeneratedRegex(@"^(\S+):(\d+): Warning: Identifier `\\(\S+)' is implicitly declared", RegexOptions.Multiline)]
    private static partial Regex UndeclaredLine();

    [GeneratedRegex(@"^\s+(?:(\$?[A-Z_a-z]\w*)\s+([0-9]+)|([0-9]+)\s+(\$?[A-Z]\w*))\s*$", RegexOptions.Multiline)]
    private static partial Regex CountLine();
}
