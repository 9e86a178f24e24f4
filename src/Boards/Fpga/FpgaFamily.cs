using System.Globalization;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>What differs in the flow from one family of parts to another.</summary>
/// <param name="Name">As board.json and tools/fpga-toolchain name it.</param>
/// <param name="Title">For people.</param>
/// <param name="Synthesis">The command of yosys.</param>
/// <param name="Router">nextpnr for it.</param>
/// <param name="Packer">Makes the bitstream of what was routed.</param>
/// <param name="RoutedExtension">How the router's result ends.</param>
/// <param name="BitstreamExtension">How the bitstream ends; by it a programmer knows whether a bitstream can name its part.</param>
/// <param name="Part">The router's arguments for the part, and its file of pins.</param>
/// <param name="Routed">The router's option before the file of its result.</param>
/// <param name="Pack">The packer's arguments: the part, what was routed, the bitstream.</param>
public sealed record FpgaFamily(
    string Name, string Title, string Synthesis, Tool Router, Tool Packer, string RoutedExtension, string BitstreamExtension,
    Func<BoardFile, string, string[]> Part, string Routed, Func<BoardFile, string, string, string[]> Pack)
{
    /// <summary>Lattice iCE40.</summary>
    public static readonly FpgaFamily Ice40 = new(
        "ice40", "iCE40", "synth_ice40", Tool.NextpnrIce40, Tool.Icepack, ".asc", ".bin",
        (board, pins) => [$"--{board.Device}", "--package", board.Package, "--pcf", pins],
        "--asc", (_, routed, bitstream) => [routed, bitstream])
    { Pll = new Ice40Pll(), Parts = FpgaParts.Ice40 };

    /// <summary>Lattice ECP5.</summary>
    public static readonly FpgaFamily Ecp5 = new(
        "ecp5", "ECP5", "synth_ecp5", Tool.NextpnrEcp5, Tool.Ecppack, ".config", ".bit",
        (board, pins) => [$"--{board.Device}", "--package", board.Package, "--lpf", pins],
        "--textcfg", (_, routed, bitstream) => ["--compress", routed, bitstream])
    { Pll = new Ecp5Pll(), Parts = FpgaParts.Ecp5 };

    /// <summary>Gowin LittleBee and Arora. Their package stands in the part's name; <see cref="BoardFile.Package"/> is the die, such as GW1N-9C.</summary>
    public static readonly FpgaFamily Gowin = new(
        "gowin", "Gowin", "synth_gowin", Tool.NextpnrGowin, Tool.GowinPack, ".routed.json", ".fs",
        (board, pins) => ["--device", board.Device, "--vopt", $"family={board.Package}", "--vopt", $"cst={pins}"],
        "--write", (board, routed, bitstream) => ["-d", board.Package, "-o", bitstream, routed])
    { Pll = new GowinPll(), Parts = FpgaParts.Gowin };

    /// <summary>All families.</summary>
    public static IReadOnlyList<FpgaFamily> All { get; } = [Ice40, Ecp5, Gowin];

    /// <summary>The programs from Verilog to a bitstream.</summary>
    public Tool[] Tools => [Tool.Yosys, Router, Packer];

    /// <summary>What its module in hdl/boards/pll makes; null where it has none.</summary>
    internal IPll? Pll { get; init; }

    /// <summary>The parts that its tools know.</summary>
    internal FpgaParts Parts { get; init; } = new();

    /// <summary>The family of a board.</summary>
    /// <exception cref="InvalidSettingException">Its file names another.</exception>
    public static FpgaFamily Of(BoardFile board) => All.FirstOrDefault(family => family.Name == board.Family)
        ?? throw new InvalidSettingException(
            $"board.json names the family '{board.Family}'; there are {string.Join(", ", All.Select(family => family.Name))}, "
                + "and docs/extending.md says how to add one.");

    /// <summary>The router's arguments.</summary>
    /// <param name="board">Part, package, clock and options.</param>
    /// <param name="netlist">The synthesised design.</param>
    /// <param name="pins">The file of pins.</param>
    /// <param name="result">Where the routed design goes.</param>
    /// <param name="seed">Seed of the placement.</param>
    internal string[] RouteArguments(BoardFile board, string netlist, string pins, string result, int seed) =>
    [
        .. Part(board, pins), "--json", netlist, Routed, result,
        "--freq", board.ClockMHz.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture),
        .. (board.Routing ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
    ];
}
