using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>What <c>hdl/boards/BOARD/board.json</c> says about a board.</summary>
/// <param name="Title">Its name for people.</param>
/// <param name="Part">The FPGA's name for people.</param>
/// <param name="Family"><c>ice40</c>, <c>ecp5</c> or <c>gowin</c>.</param>
/// <param name="Device">The part, as nextpnr's option names it: <c>up5k</c>, <c>hx8k</c>, <c>85k</c>, <c>GW1NR-LV9QN88PC6/I5</c>.</param>
/// <param name="Package">Its package, as nextpnr names it; of a Gowin part the die, <c>GW1N-9C</c>.</param>
/// <param name="Top">The top module, in a file of that name in the board's folder.</param>
/// <param name="Pins">The file of pins, in the board's folder.</param>
/// <param name="ClockMHz">The clock rate that the design must reach, MHz.</param>
/// <param name="Baud">The rate of its serial line.</param>
/// <param name="Lanes">Lanes.</param>
/// <param name="CellsPerLane">Cells of a lane.</param>
/// <param name="Queue">Bytes of waiting requests, a power of two: a job of all cells has room in it.</param>
/// <param name="Synthesis">Further options of yosys's synth command.</param>
/// <param name="Programmer">What flashes it: <c>iceprog</c> or <c>openFPGALoader</c>.</param>
/// <param name="ProgrammerBoard">The board's name for openFPGALoader; null where it needs none.</param>
/// <param name="Parallel">The size of the parallel array; null where the board has none.</param>
/// <param name="PerCell">The size of the lanes with per-cell parameters; null where the board has none.</param>
/// <param name="Files">The board of the same circuit, another part on it, in whose folder top module and pins are; null for its own folder.</param>
/// <param name="Price">What it costs; null where that is not known.</param>
/// <param name="Fabric">True for a part without multipliers, which are then made of logic.</param>
/// <param name="Routing">Further options of nextpnr for the lanes, such as <c>--router router2</c>; null for none.</param>
/// <param name="Modules">A folder of hdl/boards: for the lanes its modules take the places of those of hdl/rtl of the same names; null for none.</param>
public sealed record BoardFile(
    string Title,
    string Part,
    string Family,
    string Device,
    string Package,
    string Top,
    string Pins,
    double ClockMHz,
    int Baud,
    int Lanes,
    int CellsPerLane,
    int Queue,
    string? Synthesis,
    string Programmer,
    string? ProgrammerBoard,
    ParallelSize? Parallel = null,
    PerCellSize? PerCell = null,
    string? Files = null,
    BoardPrice? Price = null,
    bool Fabric = false,
    string? Routing = null,
    string? Modules = null)
{
    private static readonly JsonSerializerOptions Style =
        new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters = { new JsonRules.FiniteNumber() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { JsonRules.RefuseNull } },
        };

    /// <summary>The names of all boards: the folders of hdl/boards that hold a board.json.</summary>
    public static IReadOnlyList<string> Names(HdlSources sources) =>
        Directory.Exists(Path.Combine(sources.Hdl, "boards"))
            ? [
                .. Directory.GetDirectories(Path.Combine(sources.Hdl, "boards")).Where(HasFile)
                    .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Reads a board's file, and looks at the files that it names and at what its family's tools and PLL can do.</summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="board">The board's folder name.</param>
    /// <exception cref="InvalidSettingException">There is no such board, its file is not sound, or its PLL does not make one of its clocks.</exception>
    public static BoardFile Read(HdlSources sources, string board)
    {
        var file = ReadAlone(sources, board);
        BoardFolder.Check(sources, board, file);
        return file;
    }

    /// <summary>Reads a board's file without a look at any other.</summary>
    /// <exception cref="InvalidSettingException">There is no such board, or its file is not sound.</exception>
    internal static BoardFile ReadAlone(HdlSources sources, string board)
    {
        var names = Names(sources);
        if (!names.Contains(board))
        {
            throw new InvalidSettingException($"There is no board '{board}'; take one of {string.Join(", ", names)}.");
        }

        BoardFile file;
        try
        {
            var path = Path.Combine(sources.Hdl, "boards", board, "board.json");
            file = JsonSerializer.Deserialize<BoardFile>(InputFile.ReadText(path), Style) ?? throw new JsonException("it is empty");
            _ = BoardSoundness.Unsound(file) is { } what ? throw new JsonException(what) : file;
        }
        catch (JsonException error)
        {
            throw new InvalidSettingException(
                $"hdl/boards/{board}/board.json is not sound ({JsonFault.InWords(error, typeof(BoardFile))}); its keys are in hdl/boards/README.md.", error);
        }

        return BoardSoundness.UnknownName(file) is { } name ? throw new InvalidSettingException($"hdl/boards/{board}/board.json {name}") : file;
    }

    /// <summary>The same board with its parallel array in place of the lanes.</summary>
    /// <exception cref="InvalidSettingException">It has none.</exception>
    public BoardFile WithParallelArray() => Parallel is { } size
        ? this with
        {
            ClockMHz = size.ClockMHz,
            Baud = size.Baud ?? Baud,
            Lanes = size.Cells,
            CellsPerLane = 1,
            Queue = size.Queue,
            Synthesis = size.Synthesis ?? Synthesis,
            Routing = null,
            Modules = null,
        }
        : throw new InvalidSettingException($"The {Title} has no parallel array.") { Remedies = [Remedy.Without(nameof(BoardVariant.Parallel))] };

    /// <summary>The same board with a parallel array that counts votes.</summary>
    /// <exception cref="InvalidSettingException">It has none.</exception>
    public BoardFile WithVotes() => Parallel is { VotesClockMHz: { } clock }
        ? WithParallelArray() with { ClockMHz = clock, Lanes = Parallel.VotesCells ?? Parallel.Cells }
        : throw new InvalidSettingException($"The {Title} has no room to count votes.") { Remedies = [Remedy.Without(nameof(BoardVariant.Votes))] };

    /// <summary>The same board with lanes with per-cell parameters.</summary>
    /// <exception cref="InvalidSettingException">It has none.</exception>
    public BoardFile WithPerCellLanes() => PerCell is { } size
        ? this with { ClockMHz = size.ClockMHz, Lanes = size.Lanes, CellsPerLane = size.CellsPerLane, Queue = size.Queue }
        : throw new InvalidSettingException($"The {Title} has no lanes with per-cell parameters.")
        {
            Remedies = [Remedy.Without(nameof(BoardVariant.PerCell))],
        };

    private static bool HasFile(string folder) => File.Exists(Path.Combine(folder, "board.json"));
}

/// <summary>What a board costs.</summary>
/// <param name="From">The least, US dollars.</param>
/// <param name="To">The most, US dollars.</param>
/// <param name="Source">The page that says so; null for an estimate.</param>
/// <param name="Seen">The day on which the page said so, such as 2026-05-24; null for an estimate.</param>
public sealed record BoardPrice(int From, int To, string? Source = null, string? Seen = null)
{
    /// <summary>In a few words: <c>$15 to 20 (estimate)</c>.</summary>
    public override string ToString() => From == To
        ? string.Create(CultureInfo.InvariantCulture, $"${From} ({Seen ?? "estimate"})")
        : string.Create(CultureInfo.InvariantCulture, $"${From} to {To} ({Seen ?? "estimate"})");
}

/// <summary>The size of a board's parallel array.</summary>
/// <param name="ClockMHz">The clock rate that it must reach, MHz.</param>
/// <param name="Cells">Cells, each of which makes a step a clock.</param>
/// <param name="Bits">Bits of x that the size was placed and routed for: the fewest that lose no accuracy (docs/parallel.md).</param>
/// <param name="ExtraBits">Bits of the current beyond those of x, likewise.</param>
/// <param name="Queue">Bytes of waiting requests.</param>
/// <param name="Synthesis">Options of yosys's synth command in place of the board's own; null for those.</param>
/// <param name="VotesClockMHz">The clock rate that it must reach where it counts votes too, MHz; null where there is no room for that.</param>
/// <param name="VotesCells">Cells where it counts votes too; null for as many as without.</param>
/// <param name="Baud">The rate of the serial line with this array, bits a second; null for the board's own.</param>
public sealed record ParallelSize(
    double ClockMHz, int Cells, int Bits, int ExtraBits, int Queue, string? Synthesis = null, double? VotesClockMHz = null, int? VotesCells = null,
    int? Baud = null);

/// <summary>The size of a board's lanes with per-cell parameters.</summary>
/// <param name="ClockMHz">The clock rate that they must reach, MHz.</param>
/// <param name="Lanes">Lanes.</param>
/// <param name="CellsPerLane">Cells of a lane.</param>
/// <param name="Queue">Bytes of waiting requests.</param>
public sealed record PerCellSize(double ClockMHz, int Lanes, int CellsPerLane, int Queue);
