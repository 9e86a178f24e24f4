using System.Text.Json;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// The pins of a part's package, from the file in which the family's tools have them: IceStorm's chipdb, Trellis' iodb.json. So a pin that is none is told
/// before the synthesis. Apicula's lists are in a form of Python's own; of a Gowin part the router tells.
/// </summary>
internal static class PackagePins
{
    // Beside the tools: of a system and of an OSS CAD Suite, and of what tools/fpga-toolchain fetched.
    private static readonly string[] Shares = ["../share", "../root/usr/share"];

    /// <summary>Refuses a board one of whose ports has a pin that the package lacks; nothing is refused where the tools' file is not found.</summary>
    /// <param name="file">Family, device and package.</param>
    /// <param name="tools">The family's tools.</param>
    /// <param name="sites">Pins, and the ports that were given them.</param>
    /// <param name="place">The file of pins, as it is named to people.</param>
    /// <exception cref="InvalidSettingException">A pin is none of the package.</exception>
    public static void Check(BoardFile file, ToolBox tools, IEnumerable<(string Site, string Port)> sites, string place)
    {
        if (Of(file, tools) is { } pins && sites.FirstOrDefault(site => !pins.Contains(site.Site)) is { Site: { } wrong } one)
        {
            throw new InvalidSettingException(
                $"{place} gives {one.Port} the pin {wrong}, which is no pin of {file.Package} of the {file.Part}; give it one of the package's {pins.Count}, "
                    + $"such as {pins.Order(StringComparer.Ordinal).First()}.");
        }
    }

    /// <summary>The names of all pins of a board's package; null where the tools' file is not found, or does not have the package.</summary>
    internal static IReadOnlySet<string>? Of(BoardFile file, ToolBox tools)
    {
        var (names, read) = file.Family switch
        {
            "ice40" => (Chipdb(file.Device), (Func<string, BoardFile, IEnumerable<string>>)InChipdb),
            "ecp5" => ([$"trellis/database/ECP5/{Trellis(file.Device)}/iodb.json"], InIodb),
            _ => ([], InIodb),
        };
        var bin = Path.GetDirectoryName(tools.Find(FpgaFamily.Of(file).Router));
        var path = bin is null ? null
            : (from share in Shares
               from name in names
               select Path.GetFullPath(Path.Combine(bin, share, name))).FirstOrDefault(File.Exists);
        return path is not null && read(InputFile.ReadText(path), file).ToHashSet() is { Count: > 0 } pins ? pins : null;
    }

    // Debian's place and IceStorm's own.
    private static string[] Chipdb(string device)
    {
        var die = device is "lp384" ? "384" : device is "lp1k" or "hx1k" ? "1k" : device is "up3k" or "up5k" ? "5k" : device[0] == 'u' ? "u4k" : "8k";
        return [$"fpga-icestorm/chipdb/chipdb-{die}.txt", $"icebox/chipdb-{die}.txt"];
    }

    // The parts of 4k are 8k dies with packages of their own.
    private static IEnumerable<string> InChipdb(string text, BoardFile file)
    {
        var head = $".pins {file.Package}{(file.Device is "lp4k" or "hx4k" ? ":4k" : "")}";
        return text.Split('\n').SkipWhile(line => line.Trim() != head).Skip(1).TakeWhile(line => !line.StartsWith('.'))
            .Select(line => line.Split(' ')[0].Trim()).Where(pin => pin.Length > 0);
    }

    private static string Trellis(string device)
    {
        var kind = device.StartsWith("um5g-", StringComparison.Ordinal) ? "LFE5UM5G" : device.StartsWith("um-", StringComparison.Ordinal) ? "LFE5UM" : "LFE5U";
        return $"{kind}-{device[(device.LastIndexOf('-') + 1)..].TrimEnd('k')}F";
    }

    private static IEnumerable<string> InIodb(string text, BoardFile file)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("packages", out var packages) && packages.TryGetProperty(file.Package, out var pins)
            ? [.. pins.EnumerateObject().Select(pin => pin.Name)] : [];
    }
}
