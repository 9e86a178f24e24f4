using System.Globalization;
using System.Text;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// The size of a board's array as a Verilog header, <c>fhn_size.vh</c>: what board.json says and the build chose, so that no top module repeats it.
/// </summary>
public static class VerilogSize
{
    /// <summary>The header's name.</summary>
    public const string FileName = "fhn_size.vh";

    /// <summary>FHN_CLOCK_HZ: a clock in whole Hz.</summary>
    internal static long ClockHz(double clockMHz) => (long)Math.Round(clockMHz * 1e6);

    /// <summary>The header's text, lines ended by LF.</summary>
    /// <param name="board">The board's name, which it tells in its greeting.</param>
    /// <param name="file">The board with its array.</param>
    /// <param name="variant">Which array that is.</param>
    public static string Text(string board, BoardFile file, BoardVariant variant)
    {
        var text = new StringBuilder();
        text.Append("// The size of a board, written from its board.json when it is built. Do not edit.\n`ifndef FHN_SIZE\n`define FHN_SIZE\n\n");
        Define("BOARD_NAME", $"\"{board}\"", "told in the greeting");
        Define("CLOCK_HZ", ClockHz(file.ClockMHz).ToString(CultureInfo.InvariantCulture), "clock");
        Whole("BAUD", file.Baud, "bits a second on the line");
        Whole("PARALLEL", variant.Parallel ? 1 : 0, "1: a datapath a cell");
        Whole("LANES", file.Lanes, "lanes, or cells of the parallel array");
        Whole("CELLS_PER_LANE", file.CellsPerLane, "cells of a lane");
        Whole("SIGNATURE", variant.Parallel || variant.Bare ? 0 : 1, "1: signatures");
        Whole("VOTE", variant.Votes ? 1 : 0, "1: counts class votes");
        Whole("PER_CELL", variant.PerCell ? 1 : 0, "1: per-cell parameters");
        Whole("FABRIC", file.Fabric ? 1 : 0, "1: multipliers of logic");
        Whole("QUEUE", file.Queue, "bytes of waiting requests");
        return text.Append("\n`endif\n").ToString();

        void Whole(string name, int value, string meaning) => Define(name, value.ToString(CultureInfo.InvariantCulture), meaning);

        void Define(string name, string value, string meaning) => text.Append(CultureInfo.InvariantCulture, $"`define FHN_{name,-14} {value} // {meaning}\n");
    }
}
