using System.Text.RegularExpressions;

namespace FhnHw.Boards.Fpga;

/// <summary>What can be wrong with a board's file, seen from the file alone.</summary>
internal static partial class BoardSoundness
{
    private static readonly string[] Programmers = [Tool.Iceprog.Name, Tool.OpenFpgaLoader.Name];

    /// <summary>What cannot be, in a few words; null where the file is sound.</summary>
    /// <param name="file">What the file says.</param>
    /// <remarks>Names become arguments of the tools, and parts of paths and of yosys's script; numbers become sizes.</remarks>
    public static string? Unsound(BoardFile file) =>
        !PartName().IsMatch(file.Device)
            || !Array.TrueForAll(
                [file.Package, file.Top, file.Pins, file.ProgrammerBoard, file.Files, file.Modules], name => Word().IsMatch(name ?? "none"))
            ? "device, package, top, pins, files, programmerBoard and modules are one word each"
        : !Options().IsMatch(file.Synthesis ?? "") || !Options().IsMatch(file.Parallel?.Synthesis ?? "") ? "synthesis holds other than options"
        : !RoutingOptions().IsMatch(file.Routing ?? "") ? "routing holds other than --router NAME, --placer NAME, --parallel-refine and --tmg-ripup"
        : file.Baud is < 1 or > 100_000_000 || !IsClock(file.ClockMHz) || !IsClock(file.Parallel?.ClockMHz ?? 1) || !IsClock(file.Parallel?.VotesClockMHz ?? 1)
            || !IsClock(file.PerCell?.ClockMHz ?? 1) ? "a clock or the baud rate is out of range"
        : !IsSize(file.Lanes) || !IsSize(file.CellsPerLane) || !IsSize(file.Parallel?.Cells ?? 1) || !IsSize(file.Parallel?.VotesCells ?? 1)
            || !IsSize(file.PerCell?.Lanes ?? 1) || !IsSize(file.PerCell?.CellsPerLane ?? 1)
            ? "a number of lanes or cells is out of range"
        : !int.IsPow2(file.Lanes) || !int.IsPow2(file.PerCell?.Lanes ?? 1) ? "lanes is a power of two"
        : !int.IsPow2(file.CellsPerLane) || !int.IsPow2(file.PerCell?.CellsPerLane ?? 1) ? "cellsPerLane is a power of two"
        : !Divides(file, file.ClockMHz) || !Divides(file, file.Parallel?.ClockMHz) || !Divides(file, file.Parallel?.VotesClockMHz)
            || !Divides(file, file.PerCell?.ClockMHz)
            ? "each clockMHz is a whole multiple of the line's rate, baud, and at least 4 of it"
        : !IsQueue(file.Queue) || !IsQueue(file.Parallel?.Queue ?? 64) || !IsQueue(file.PerCell?.Queue ?? 64) ? "a queue is a power of two from 64 to 65536"
        : file.Price is { } price && (price.From < 1 || price.To < price.From || (price.Source is null) != (price.Seen is null))
            ? "a price has from and to, whole dollars, and a source with the day on which it was seen, or neither"
        : file.Queue < JobBytes(file.Lanes * file.CellsPerLane) || file.Parallel?.Queue < JobBytes(file.Parallel?.Cells ?? 0)
            ? "a queue holds a job of all cells, 2 bytes each and 25 more"
        : null;

    /// <summary>A family, part or programmer that is none, as the end of a sentence that begins with the board's file; null where all are known.</summary>
    /// <param name="file">What the file says.</param>
    public static string? UnknownName(BoardFile file) =>
        FpgaFamily.All.FirstOrDefault(family => family.Name == file.Family) is not { } family
            ? $"has the family '{file.Family}'; give {FpgaParts.Listed([.. FpgaFamily.All.Select(each => each.Name)])}."
        : family.Parts.Wrong(file.Device, file.Package) is { } part ? part
        : !Programmers.Contains(file.Programmer) ? $"has the programmer '{file.Programmer}'; give {FpgaParts.Listed(Programmers)}."
        : null;

    // A bit of the line lasts whole clocks: a rate that is 2 % off is a line that fails now and then.
    private static bool Divides(BoardFile file, double? clockMHz) =>
        clockMHz is null || (clockMHz * 1e6 / file.Baud is var clocks && clocks >= 4 && double.IsInteger(clocks.Value));

    private static int JobBytes(int cells) => (2 * cells) + 25;

    private static bool IsClock(double MHz) => MHz is > 0 and <= 10_000;

    private static bool IsQueue(int bytes) => bytes is >= 64 and <= 65536 && int.IsPow2(bytes);

    private static bool IsSize(int count) => count is >= 1 and <= 4096;

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex Word();

    // Gowin's names of parts hold a slash.
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_./-]*\z")]
    private static partial Regex PartName();

    [GeneratedRegex(@"^[A-Za-z0-9_ -]*\z")]
    private static partial Regex Options();

    // nextpnr has others that run or write files.
    [GeneratedRegex(@"^((--(router|placer) [a-z0-9]+|--parallel-refine|--tmg-ripup)( |\z))*\z")]
    private static partial Regex RoutingOptions();
}
