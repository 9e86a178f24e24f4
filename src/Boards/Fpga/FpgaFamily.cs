using System.Globalization;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>What differs in the flow from one family of parts to another.</summary>
/// <param name="Synthesis">The command of yosys.</param>
/// <param name="Tools">Router and packer.</param>
public sealed record FpgaFamily(string Synthesis, IReadOnlyList<Tool> Tools)
{
    /// <summary>Lattice iCE40.</summary>
    public static readonly FpgaFamily Ice40 = new("synth_ice40", [Tool.NextpnrIce40, Tool.Icepack]);

    /// <summary>Lattice ECP5; its router is in no Debian package of release 12.</summary>
    public static readonly FpgaFamily Ecp5 = new("synth_ecp5", [Tool.NextpnrEcp5, Tool.Ecppack]);

    /// <summary>True for <see cref="Ice40"/>.</summary>
    public bool IsIce40 => this == Ice40;

    /// <summary>How the router's result ends.</summary>
    public string ResultExtension => IsIce40 ? ".asc" : ".config";

    /// <summary>The family of a board.</summary>
    /// <exception cref="InvalidSettingException">Its file names another.</exception>
    public static FpgaFamily Of(BoardFile board) => board.Family switch
    {
        "ice40" => Ice40,
        "ecp5" => Ecp5,
        _ => throw new InvalidSettingException(
            $"board.json names the family '{board.Family}'; there are ice40 and ecp5, and docs/extending.md says how to add one."),
    };

    /// <summary>The router's arguments.</summary>
    /// <param name="board">Part, package and clock.</param>
    /// <param name="netlist">The synthesised design.</param>
    /// <param name="pins">The file of pins.</param>
    /// <param name="result">Where the routed design goes.</param>
    /// <param name="seed">Seed of the placement.</param>
    public string[] RouteArguments(BoardFile board, string netlist, string pins, string result, int seed) =>
    [
        $"--{board.Device}", "--package", board.Package, "--json", netlist,
        IsIce40 ? "--pcf" : "--lpf", pins, IsIce40 ? "--asc" : "--textcfg", result,
        "--freq", board.ClockMHz.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture),
    ];
}
