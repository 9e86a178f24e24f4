using System.Globalization;
using System.Text.RegularExpressions;

namespace FhnHw.Boards.Fpga;

/// <summary>Elements of one kind on a part.</summary>
/// <param name="Kind">Their name in the log, such as <c>ICESTORM_LC</c>.</param>
/// <param name="Used">How many the design takes.</param>
/// <param name="Available">How many there are.</param>
public sealed record Utilisation(string Kind, int Used, int Available);

/// <summary>What place and route reached, read from nextpnr's log.</summary>
/// <param name="Elements">The use of the part, as it stood last.</param>
/// <param name="MaxMHz">The clock that the routed design reaches, MHz; null where the log names none.</param>
internal sealed partial record NextpnrLog(IReadOnlyList<Utilisation> Elements, double? MaxMHz)
{
    /// <summary>
    /// Reads a log. It names the frequency of each clock after placing, as an estimate, and again after routing: of each the last one counts, and of
    /// all clocks the slowest.
    /// </summary>
    public static NextpnrLog Parse(string log)
    {
        var elements = new Dictionary<string, Utilisation>();
        foreach (Match line in UtilisationLine().Matches(log))
        {
            var kind = line.Groups[1].Value;
            if (Whole(line.Groups[2]) is { } used && Whole(line.Groups[3]) is { } available)
            {
                elements[kind] = new Utilisation(kind, used, available);
            }
        }

        var clocks = new Dictionary<string, double>();
        foreach (Match line in FrequencyLine().Matches(log))
        {
            if (double.TryParse(line.Groups[2].Value, CultureInfo.InvariantCulture, out var reached))
            {
                clocks[line.Groups[1].Value] = reached;
            }
        }

        return new NextpnrLog([.. elements.Values], clocks.Count > 0 ? clocks.Values.Min() : null);
    }

    /// <summary>The use of the first of these kinds that the part has; null where it has none.</summary>
    public Utilisation? Of(params string[] kinds) =>
        kinds.Select(kind => Elements.FirstOrDefault(element => element.Kind == kind)).FirstOrDefault(found => found is not null);

    /// <summary>True where no kind of element is used up beyond what the part has.</summary>
    public bool Fits => Elements.All(element => element.Used <= element.Available);

    // Null for more digits than a number has.
    private static int? Whole(Group group) => int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^Info:\s+([A-Za-z0-9_]+):\s*([0-9]+)/\s*([0-9]+)\s+[0-9]+%", RegexOptions.Multiline)]
    private static partial Regex UtilisationLine();

    [GeneratedRegex(@"Max frequency for clock\s+'([^']*)':\s+([0-9.]+) MHz")]
    private static partial Regex FrequencyLine();
}
