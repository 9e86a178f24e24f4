namespace FhnHw.Boards.Fpga;

/// <summary>The parts that the tools of a family know, so that a board's file that names another is refused when it is read.</summary>
internal sealed record FpgaParts
{
    /// <summary>Those of nextpnr-ice40, by its options; packages from IceStorm's tables of pins.</summary>
    public static readonly FpgaParts Ice40 = new()
    {
        Packages = Table(
            ("lp384", "cm36 cm49 qn32"), ("lp1k", Of1k), ("hx1k", Of1k), ("lp4k", Of4k), ("hx4k", Of4k), ("lp8k", Of8k), ("hx8k", Of8k),
            ("up3k", "sg48 uwg30"), ("up5k", "sg48 uwg30"), ("u1k", "sg48"), ("u2k", "sg48"), ("u4k", "sg48")),
    };

    /// <summary>Those of nextpnr-ecp5, by its options; packages from Trellis' iodb.json.</summary>
    public static readonly FpgaParts Ecp5 = new()
    {
        Packages = Table(
        [
            ("12k", "CABGA256 CABGA381 CSFBGA285"),
            .. from kind in new[] { "", "um-", "um5g-" }
               from part in new[] { ("25k", "CABGA256 CABGA381 CSFBGA285"), ("45k", "CABGA256 CABGA381 CABGA554 CSFBGA285"),
                   ("85k", "CABGA381 CABGA554 CABGA756 CSFBGA285") }
               select (kind + part.Item1, part.Item2),
        ]),
    };

    /// <summary>Those of Apicula: dies in place of packages, and parts of Gowin's long names, which begin with GW.</summary>
    public static readonly FpgaParts Gowin = new()
    {
        Beginning = "GW",
        Dies = "GW1N-1 GW1NZ-1 GW1NS-2 GW1NS-4 GW1N-4 GW1N-9 GW1N-9C GW2A-18 GW2A-18C GW5A-25A GW5AST-138C".Split(' '),
    };

    private const string Of1k = "cb81 cb121 cb132 cm36 cm49 cm81 cm121 qn84 swg16tr tq144 vq100", Of4k = "bg121 cb132 cm81 cm121 cm225 tq144",
        Of8k = "bg121 cb132 cm81 cm121 cm225 ct256";

    /// <summary>The packages of each device; null where devices are not listed.</summary>
    public IReadOnlyDictionary<string, string[]>? Packages { get; init; }

    /// <summary>How the names of devices begin that are not listed.</summary>
    public string Beginning { get; init; } = "";

    /// <summary>What may stand in place of the package of such a device; null for anything.</summary>
    public IReadOnlyList<string>? Dies { get; init; }

    /// <summary>What is wrong with a device and its package, as the end of a sentence that begins with the board's file; null where nothing is.</summary>
    public string? Wrong(string device, string package)
    {
        if (Packages is null)
        {
            return !device.StartsWith(Beginning, StringComparison.Ordinal) ? $"has the device '{device}', and parts of this family begin with {Beginning}."
                : Dies is null || Dies.Contains(package) ? null
                : $"has the package '{package}', where the die stands; give {Listed(Dies)}.";
        }

        return !Packages.TryGetValue(device, out var packages) ? $"has the device '{device}'; give {Listed([.. Packages.Keys])}."
            : !packages.Contains(package) ? $"has the package '{package}', in which there is no {device}; give {Listed(packages)}."
            : null;
    }

    /// <summary>Names with commas between them and an "or" before the last.</summary>
    public static string Listed(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";

    private static Dictionary<string, string[]> Table(params (string Device, string Packages)[] rows) =>
        rows.ToDictionary(row => row.Device, row => row.Packages.Split(' '));
}
