using System.Globalization;
using System.Numerics;
using System.Text;

namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// The constants of a cell as a Verilog header, <c>fhn_constants.vh</c>. Another format is another header of the same name in another include folder.
/// </summary>
public static class VerilogConstants
{
    // Wider words take less logic as a table over X and arithmetic.
    private const int WidestTable = 3;

    /// <summary>The header's text, lines ended by LF.</summary>
    public static string Text(CellConstants constants)
    {
        var format = constants.Format;
        var text = new StringBuilder();
        text.Append("// Constants of the cells, written by tools/Generate from src/Kernels/FitzHughNagumo. Do not edit.\n");
        text.Append(CultureInfo.InvariantCulture, $"// {constants.Canonical()}\n");
        text.Append("`ifndef FHN_CONSTANTS\n`define FHN_CONSTANTS\n\n");
        Append(text, "W", format.WordBits, "bits of X, Q1.F");
        Append(text, "F", format.Fraction, "fraction bits of X");
        Append(text, "P", format.ProductShift, "right shift of a product");
        Append(text, "U", format.CubeShift, "left shift of the cube");
        Append(text, "K", format.DtExponent, "dt = 2^-k");
        Append(text, "E", format.CurrentExtraBits, "fraction bits of S and Y beyond those of X");
        Append(text, "G", constants.EpsGainHigh, "whole part of C = 65536 G + Cl = round(2^16 dt/eps)");
        Append(text, "CL", constants.EpsGainLow, "the rest of C, a signed 16-bit word");
        Append(text, "XMAX", format.XMax, "bound of X, LSBs");
        Append(text, "X0", constants.X0, "X at step 0, LSBs");
        Append(text, "YH0", constants.Yh0, "Yh at step 0, LSBs of X");
        Append(text, "YL0", constants.Yl0, "Yl at step 0, 2^-(F+e+k)");
        Append(text, "YH_BITS", constants.YhBits, "bits of Yh, sign included");
        Append(text, "YH_OWN", (8 * constants.YBytes) - format.LowBits, "bits of Yh where cells are their own: Y fills its bytes");
        Append(text, "J", format.NoiseShift, "noise of Y is in units of 2^J");
        Append(text, "X_BYTES", format.XBytes, "bytes of X on the link");
        Append(text, "S_BYTES", format.SBytes, "bytes of S on the link");
        Append(text, "Y_BYTES", constants.YBytes, "bytes of Y on the link");
        Define(text, "HASH", $"64'h{constants.Hash}", "the constants' hash, first digit highest");
        if (NarrowTable.Fits(format))
        {
            var runs = new NarrowTable(constants);
            text.Append("\n// What all runs from the initial state meet (NarrowTable).\n");
            Append(text, "YH_RUNS", runs.YhBits, "bits of Yh in all runs, sign included");
            Append(text, "HOLDS", runs.Saturates ? 1 : 0, "1: X is held at its bound in a run");
            if (format.WordBits <= WidestTable)
            {
                AppendTable(text, runs);
            }
        }

        text.Append("\n`endif\n");
        return text.ToString();
    }

    // Bit by bit of Xn, the lowest bit's part lowest: 2^(bits of Yh + W) bits each, at the place {Yh, X}.
    private static void AppendTable(StringBuilder text, NarrowTable table)
    {
        var places = 1 << (table.YhBits + table.WordBits);
        var bits = new BigInteger();
        for (var place = 0; place < places; place++)
        {
            var next = table.Next(Signed(place >> table.WordBits, table.YhBits), Signed(place, table.WordBits));
            for (var bit = 0; bit < table.WordBits; bit++)
            {
                bits |= (BigInteger)((next >> bit) & 1) << ((bit * places) + place);
            }
        }

        Define(text, "NEXT", $"{places * table.WordBits}'h{bits.ToString("x", CultureInfo.InvariantCulture).TrimStart('0')}", "Xn over {Yh, X}, a part a bit of Xn, the lowest bit's lowest");
    }

    private static int Signed(int word, int bits) => word << (32 - bits) >> (32 - bits);

    // A negative number stands in parentheses, so that the macro is one operand wherever it is used.
    private static void Append(StringBuilder text, string name, int value, string meaning)
    {
        var number = value.ToString(CultureInfo.InvariantCulture);
        Define(text, name, value < 0 ? $"({number})" : number, meaning);
    }

    private static void Define(StringBuilder text, string name, string value, string meaning) =>
        text.Append(CultureInfo.InvariantCulture, $"`define FHN_{name,-8}{value} // {meaning}\n");
}
