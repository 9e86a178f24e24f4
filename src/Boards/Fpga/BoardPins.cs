using System.Globalization;
using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// Compares a board's file of pins with the ports of its top module, before any tool reads them: a router finds a port without a pin only after the
/// synthesis, and a pin whose name no port has it may pass over.
/// </summary>
/// <param name="Ports">Ports without a pin, in the order of the module; of a vector each bit.</param>
/// <param name="Pins">Names in the file of pins that are no port.</param>
/// <param name="Count">Ports of the module, bits of vectors counted one by one.</param>
/// <param name="Shared">Pins that several ports were given, with those ports.</param>
/// <param name="Twice">Ports that were given a pin more than once, with those pins.</param>
/// <param name="Unread">Lines that say nothing that a router reads, with their numbers from 1.</param>
/// <param name="Refuses">True where the router ends at such a line.</param>
/// <param name="Sites">The pins of ports, with those ports.</param>
internal sealed partial record BoardPins(
    IReadOnlyList<string> Ports, IReadOnlyList<string> Pins, int Count, IReadOnlyList<string> Shared, IReadOnlyList<string> Twice,
    IReadOnlyList<string> Unread, bool Refuses, IReadOnlyList<(string Site, string Port)> Sites)
{
    /// <summary>Compares the files of a board.</summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="board">The board's name.</param>
    /// <param name="file">What its file says.</param>
    /// <exception cref="InvalidSettingException">The top file has no such module.</exception>
    public static BoardPins Of(HdlSources sources, string board, BoardFile file)
    {
        var folder = Path.Combine(sources.Hdl, "boards", file.Files ?? board);
        var (verilog, pins) = (InputFile.ReadText(Path.Combine(folder, $"{file.Top}.v")), InputFile.ReadText(Path.Combine(folder, file.Pins)));
        return Of(verilog, file.Top, pins, Path.GetExtension(file.Pins));
    }

    /// <summary>Compares two texts.</summary>
    /// <param name="verilog">The file of the top module.</param>
    /// <param name="top">The module's name.</param>
    /// <param name="pins">The file of pins.</param>
    /// <param name="extension">Its form: <c>.pcf</c> of iCE40, <c>.lpf</c> of ECP5, <c>.cst</c> of Gowin, <c>.xdc</c> of Xilinx.</param>
    /// <exception cref="InvalidSettingException">The text has no such module, or the form is another.</exception>
    public static BoardPins Of(string verilog, string top, string pins, string extension)
    {
        var (ports, (sites, named)) = (PortsOf(verilog, top), NamesIn(pins, extension));
        var placed = sites.Select(site => site.Name).ToHashSet();
        (string Site, string Name)[] ofPorts = [.. sites.Where(site => ports.Any(port => IsOf(port, site.Name)))];
        return new BoardPins(
            [.. ports.Where(port => !placed.Any(pin => IsOf(port, pin))).Select(port => port.Name)],
            [.. placed.Concat(named).Distinct().Where(pin => !ports.Any(port => IsOf(port, pin)))],
            ports.Count,
            [.. ofPorts.Distinct().GroupBy(site => site.Site, site => site.Name)
                .Where(pin => pin.Count() > 1).Select(pin => $"{pin.Key} ({string.Join(", ", pin)})")],
            [.. ofPorts.GroupBy(site => site.Name, site => site.Site).Where(port => port.Count() > 1)
                .Select(port => $"{port.Key} ({string.Join(", ", port)})")],
            UnreadIn(pins, extension), extension == ".pcf", ofPorts);

        static bool IsOf((string Name, bool IsOpen) port, string pin) =>
            port.Name == pin || (port.IsOpen && pin.StartsWith(port.Name + "[", StringComparison.Ordinal));
    }

    /// <summary>Refuses a board one of whose ports has no pin, or another port's.</summary>
    /// <param name="place">The file of pins, as it is named to people.</param>
    /// <exception cref="InvalidSettingException">A port has no pin, or two, or two have the same, or the router would end at a line.</exception>
    public void Check(string place)
    {
        if (Ports.Count > 0)
        {
            var others = Pins.Count > 0 ? $"; what it names and is no port: {string.Join(", ", Pins)}" : "";
            var unread = Unread.Count > 0 ? $"; what it does not say as a pin: {string.Join(", ", Unread)}" : "";
            throw new InvalidSettingException($"{place} has no pin for {string.Join(", ", Ports)}{others}{unread}; give each port of the top module its pin.");
        }

        if (Refuses && Unread.Count > 0)
        {
            throw new InvalidSettingException(
                $"{place} has what its router does not read: {string.Join(", ", Unread)}; write 'set_io PORT PIN', or leave it out.");
        }

        if (Twice.Count > 0)
        {
            throw new InvalidSettingException($"{place} gives a port several pins: {string.Join("; ", Twice)}; leave one for each.");
        }

        if (Shared.Count > 0)
        {
            throw new InvalidSettingException($"{place} gives several ports one pin: {string.Join("; ", Shared)}; give each its own.");
        }
    }

    /// <summary>In words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count - Ports.Count} of {Count} ports have a pin")
        + (Pins.Count > 0 ? $"; without a port: {string.Join(", ", Pins)}" : "") + (Unread.Count > 0 ? $"; not read: {string.Join(", ", Unread)}" : "");

    // Ports of a module, in its head or its body; a vector whose range is no number is open: how many bits it has only a synthesis knows.
    private static List<(string Name, bool IsOpen)> PortsOf(string verilog, string top)
    {
        var text = SubroutinesOf().Replace(CommentsOf().Replace(verilog, " "), " ");
        var module = Regex.Match(text, $@"\bmodule\s+{Regex.Escape(top)}\b(.*?)\bendmodule\b", RegexOptions.Singleline);
        if (!module.Success)
        {
            throw new InvalidSettingException($"{top}.v has no module {top}.");
        }

        var ports = new List<(string, bool)>();
        foreach (Match declared in Declaration().Matches(module.Groups[1].Value))
        {
            var range = declared.Groups["range"];
            foreach (var name in declared.Groups["names"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var word = name.Split('=', StringSplitOptions.TrimEntries)[0];
                if (!range.Success)
                {
                    ports.Add((word, false));
                }
                else if (Bits().Match(range.Value) is { Success: true } bits)
                {
                    var (first, last) = (Number(bits.Groups[1]), Number(bits.Groups[2]));
                    ports.AddRange(Enumerable.Range(Math.Min(first, last), Math.Abs(first - last) + 1).Select(bit => ($"{word}[{bit}]", false)));
                }
                else
                {
                    ports.Add((word, true));
                }
            }
        }

        return ports;
    }

    // What the file gives a place, and what else it says something of.
    private static (List<(string Site, string Name)> Placed, HashSet<string> Named) NamesIn(string pins, string extension)
    {
        var (comment, place, name) = extension switch
        {
            ".pcf" => ("#", PcfPlace(), null),
            ".lpf" => ("#", LpfPlace(), LpfName()),
            ".cst" => ("//", CstPlace(), CstName()),
            ".xdc" => ("#", XdcPlace(), XdcName()),
            _ => throw new InvalidSettingException($"Pins stand in a file that ends in .pcf, .lpf, .cst or .xdc, and not in '{extension}'."),
        };
        var text = string.Join('\n', pins.ReplaceLineEndings("\n").Split('\n').Select(line => line.Split(comment)[0]));
        return ([.. place.Matches(text).SelectMany(match => NamesOf(match).Select(one => (match.Groups["site"].Value, one)))],
            name is null ? [] : [.. name.Matches(text).SelectMany(NamesOf)]);
    }

    // Lines, or of LPF and CST statements, that begin with no word of the form. XDC is a program, of which any line may be right.
    private static string[] UnreadIn(string pins, string extension)
    {
        var (comment, known) = extension switch
        {
            ".pcf" => ("#", PcfKnown()),
            ".lpf" => ("#", LpfKnown()),
            ".cst" => ("//", CstKnown()),
            _ => ("#", null),
        };
        if (known is null)
        {
            return [];
        }

        var unread = new List<string>();
        var isAmid = false; // a statement of several lines goes on
        foreach (var (number, line) in pins.ReplaceLineEndings("\n").Split('\n').Index())
        {
            var text = line.Split(comment)[0].Trim();
            if (text.Length > 0 && !isAmid && !known.IsMatch(text))
            {
                unread.Add(string.Create(CultureInfo.InvariantCulture, $"line {number + 1} '{text}'"));
            }

            isAmid = extension != ".pcf" && (text.Length > 0 ? !text.EndsWith(';') : isAmid);
        }

        return [.. unread];
    }

    // XDC lists several names in braces, and stands for many by a star, which is looked at no further.
    private static IEnumerable<string> NamesOf(Match match) =>
        match.Groups["name"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(name => !name.Contains('*'));

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex CommentsOf();

    // The inputs of functions and tasks are no ports.
    [GeneratedRegex(@"\bfunction\b.*?\bendfunction\b|\btask\b.*?\bendtask\b", RegexOptions.Singleline)]
    private static partial Regex SubroutinesOf();

    // A list of names ends where the next list begins, or the head or the statement ends.
    [GeneratedRegex(
        @"\b(input|output|inout)\b(\s|\b(wire|reg|logic|tri|signed)\b)*(?<range>\[[^\]]*\])?\s*(?<names>[^;)]*?)"
        + @"(?=,?\s*(\b(input|output|inout)\b|;|\)))")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^\[\s*(\d{1,4})\s*:\s*(\d{1,4})\s*\]$")]
    private static partial Regex Bits();

    [GeneratedRegex(@"^(set_io\s+\S+\s+\S|set_frequency\s)")]
    private static partial Regex PcfKnown();

    [GeneratedRegex(@"^(LOCATE|IOBUF|FREQUENCY|BLOCK|SYSCONFIG)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LpfKnown();

    [GeneratedRegex(@"^(IO_LOC|IO_PORT|CLOCK_LOC|INS_LOC)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CstKnown();

    [GeneratedRegex(@"^\s*set_io\s+(?:-\S+\s+(?:(?:yes|no|\d\S*)\s+)?)*(?<name>\S+)[ \t]+(?<site>\S+)", RegexOptions.Multiline)]
    private static partial Regex PcfPlace();

    [GeneratedRegex("\\bLOCATE\\s+COMP\\s+\"(?<name>[^\"]+)\"\\s+SITE\\s+\"(?<site>[^\"]+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex LpfPlace();

    [GeneratedRegex("\\b(IOBUF|FREQUENCY)\\s+PORT\\s+\"(?<name>[^\"]+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex LpfName();

    [GeneratedRegex("\\bIO_LOC\\s+\"(?<name>[^\"]+)\"\\s+(?<site>[^\\s;]+)", RegexOptions.IgnoreCase)]
    private static partial Regex CstPlace();

    [GeneratedRegex("\\bIO_PORT\\s+\"(?<name>[^\"]+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex CstName();

    [GeneratedRegex(@"PACKAGE_PIN\s+(?<site>\S+)[^\n]*get_ports\s+(\{(?<name>[^}\n]*)\}|(?<name>[^}\]\s]+))")]
    private static partial Regex XdcPlace();

    [GeneratedRegex(@"get_ports\s+(\{(?<name>[^}]*)\}|(?<name>[^}\]\s]+))")]
    private static partial Regex XdcName();
}
