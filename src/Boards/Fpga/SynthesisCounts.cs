using System.Globalization;
using System.Text.RegularExpressions;

namespace FhnHw.Boards.Fpga;

/// <summary>The cells of a synthesised design, from the last statistics in yosys's log.</summary>
/// <param name="Elements">Kinds and counts; the log does not say how many the part has, so that number is 0.</param>
internal sealed partial record SynthesisCounts(IReadOnlyList<Utilisation> Elements)
{
    private static readonly string[] Told =
        ["SB_LUT4", "SB_CARRY", "SB_MAC16", "SB_RAM40_4K", "SB_SPRAM256KA", "LUT4", "CCU2C", "TRELLIS_FF", "MULT18X18D", "DP16KD"];

    /// <summary>Reads a log.</summary>
    public static SynthesisCounts Parse(string log)
    {
        var start = log.LastIndexOf("Number of cells:", StringComparison.Ordinal);
        var counts = start < 0 ? [] : CountLine().Matches(log, start)
            .Where(line => int.TryParse(line.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(line => new Utilisation(line.Groups[1].Value, int.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture), 0));
        return new SynthesisCounts([.. counts]);
    }

    /// <summary>The counts worth telling, as one line.</summary>
    public override string ToString() => string.Join(", ",
        Elements.Where(element => Told.Contains(element.Kind)).Select(element => $"{element.Used} {element.Kind}"));

    [GeneratedRegex(@"^\s+(\$?\w+)\s+([0-9]+)\s*$", RegexOptions.Multiline)]
    private static partial Regex CountLine();
}
