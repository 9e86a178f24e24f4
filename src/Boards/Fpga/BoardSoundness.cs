using System.Text.RegularExpressions;

namespace FhnHw.Boards.Fpga;

/// <summary>What can be wrong with a board's file, seen from the file alone.</summary>
internal static partial class BoardSoundness
{
    private const int MostOf = 4096, MostQueue = 65536;
    private const double MostMHz = 10_000;

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
        : !RoutingOptions.AreKnown(file.Routing ?? "") ? $"routing holds other than {RoutingOptions.Forms}"
        : UnsoundRate("baud", file.Baud) is { } rate ? rate
        : UnsoundRate("baud of parallel", file.Parallel?.Baud ?? file.Baud) is { } other ? other
        : Sizes(file).Select(UnsoundSize).FirstOrDefault(what => what is not null) is { } size ? size
        : Clocks(file).Where(clock => clock.MHz is not (> 0 and <= MostMHz)).Select(clock => clock.Key).FirstOrDefault() is { } clock
            ? Said($"{clock} is no clock; give up to {MostMHz} MHz")
        : Queues(file).Select(queue => UnsoundQueue(queue.Of, queue.Bytes, queue.Cells)).FirstOrDefault(what => what is not null) is { } queue ? queue
        : file.Price is { } price && (price.From < 1 || price.To < price.From || (price.Source is null) != (price.Seen is null))
            ? "a price has from and to, whole dollars, and a source with the day on which it was seen, or neither"
        : null;

    /// <summary>A family, part or programmer that is none, as the end of a sentence that begins with the board's file; null where all are known.</summary>
    /// <param name="file">What the file says.</param>
    public static string? UnknownName(BoardFile file) =>
        FpgaFamily.All.FirstOrDefault(family => family.Name == file.Family) is not { } family
            ? $"has the family '{file.Family}'; give {FpgaParts.Listed([.. FpgaFamily.All.Select(each => each.Name)])}."
        : family.Parts.Wrong(file.Device, file.Package) is { } part ? part
        : !Programmers.Contains(file.Programmer) ? $"has the programmer '{file.Programmer}'; give {FpgaParts.Listed(Programmers)}."
        : null;

    private static IEnumerable<(string Key, int Count, bool IsPower)> Sizes(BoardFile file)
    {
        yield return ("lanes", file.Lanes, true);
        yield return ("cellsPerLane", file.CellsPerLane, true);
        if (file.PerCell is { } perCell)
        {
            yield return ("lanes of perCell", perCell.Lanes, true);
            yield return ("cellsPerLane of perCell", perCell.CellsPerLane, true);
        }

        if (file.Parallel is { } parallel)
        {
            yield return ("cells of parallel", parallel.Cells, false);
            yield return ("votesCells of parallel", parallel.VotesCells ?? parallel.Cells, false);
        }
    }

    private static string? UnsoundSize((string Key, int Count, bool IsPower) size) =>
        size.Count is < 1 or > MostOf ? Said($"{size.Key} is {size.Count}, where 1 to {MostOf} are possible")
        : size.IsPower && !int.IsPow2(size.Count)
            ? Said($"{size.Key} is {size.Count}, which is no power of two; {Below(size.Count)} and {2 * Below(size.Count)} are the next")
        : null;

    /// <summary>All clocks that a board's file names: the key, MHz, and the rate of the line that goes with it.</summary>
    internal static IEnumerable<(string Key, double MHz, int Baud)> Clocks(BoardFile file)
    {
        var ofParallel = file.Parallel?.Baud ?? file.Baud;
        (string Key, double? MHz, int Baud)[] clocks =
        [
            ("clockMHz", file.ClockMHz, file.Baud), ("clockMHz of parallel", file.Parallel?.ClockMHz, ofParallel),
            ("votesClockMHz of parallel", file.Parallel?.VotesClockMHz, ofParallel), ("clockMHz of perCell", file.PerCell?.ClockMHz, file.Baud),
        ];
        return from clock in clocks where clock.MHz is not null select (clock.Key, clock.MHz!.Value, clock.Baud);
    }

    private static string? UnsoundRate(string key, int baud) =>
        baud is < 1 or > 100_000_000 ? Said($"{key} is {baud}, where 1 to 100000000 are possible") : null;

    private static IEnumerable<(string Of, int Bytes, int Cells)> Queues(BoardFile file)
    {
        yield return ("queue", file.Queue, file.Lanes * file.CellsPerLane);
        if (file.PerCell is { } perCell)
        {
            yield return ("queue of perCell", perCell.Queue, 0); // what a cell takes there follows from its format
        }

        if (file.Parallel is { } parallel)
        {
            yield return ("queue of parallel", parallel.Queue, parallel.Cells);
        }
    }

    private static string? UnsoundQueue(string of, int bytes, int cells)
    {
        var job = (2 * cells) + 25;
        return bytes is < 64 or > MostQueue || !int.IsPow2(bytes) ? Said($"{of} is {bytes}; it is a power of two from 64 to {MostQueue}")
            : bytes >= job ? null
            : Said($"{of} is {bytes}, and a job of all {cells} cells takes {job}, 2 a cell and 25 more: ")
                + (job > MostQueue ? "take fewer cells" : Said($"give {2 * Below(job - 1)}"));
    }

    // The largest power of two up to a number.
    private static int Below(int number) => 1 << int.Log2(number);

    private static string Said(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex Word();

    // Gowin's names of parts hold a slash.
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_./-]*\z")]
    private static partial Regex PartName();

    [GeneratedRegex(@"^[A-Za-z0-9_ -]*\z")]
    private static partial Regex Options();
}
