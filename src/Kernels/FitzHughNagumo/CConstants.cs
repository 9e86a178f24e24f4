using System.Globalization;
using System.Text;

namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// The constants of a cell as a C header, <c>fhn_constants.h</c>, which the reference device is built with; it reads another
/// file of the same form at its start.
/// </summary>
public static class CConstants
{
    /// <summary>The header's text, lines ended by LF.</summary>
    public static string Text(CellConstants constants)
    {
        var format = constants.Format;
        var text = new StringBuilder();
        text.Append("/* Constants of the cells, written by tools/Generate from src/Kernels/FitzHughNagumo. Do not edit. */\n");
        text.Append(CultureInfo.InvariantCulture, $"/* {constants.Canonical()} */\n");
        text.Append("#ifndef FHN_CONSTANTS_H\n#define FHN_CONSTANTS_H\n\n");
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
        Append(text, "Y_BYTES", constants.YBytes, "bytes of Y on the link");
        var hash = string.Join(", ", Convert.FromHexString(constants.Hash).Select(value => $"0x{value:x2}"));
        text.Append(CultureInfo.InvariantCulture, $"#define FHN_HASH    {{ {hash} }} /* the constants' hash */\n\n#endif\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, int value, string meaning) =>
        text.Append(CultureInfo.InvariantCulture, $"#define FHN_{name,-8}{value} /* {meaning} */\n");
}
