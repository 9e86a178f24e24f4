using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// Every integer that the fixed-point step needs, derived once from a format and a cell. OpenCL, Verilog, C and C#
/// take their constants from here; <see cref="Hash"/> tells two sets apart.
/// </summary>
public sealed class CellConstants
{
    /// <summary>√3: the factor between x and X.</summary>
    public const double Sqrt3 = 1.7320508075688772;

    /// <summary>Derives the constants.</summary>
    /// <exception cref="InvalidSettingException">The initial state does not fit the format.</exception>
    public CellConstants(CellFormat format, CellParameters parameters)
    {
        Format = format;
        Parameters = parameters;
        EpsGain = EpsGainOf(parameters.Eps);
        X0 = XOf(parameters.X0);
        Y0 = QuantiseNormalisedLong(parameters.Y0, format.YFraction);
        Hash = HashOf(Canonical());
    }

    /// <summary>Word lengths and time step.</summary>
    public CellFormat Format { get; }

    /// <summary>The cell in the equations' units.</summary>
    public CellParameters Parameters { get; }

    /// <summary>C = round(2^16 · dt/eps): X' = X + ((f·C) >> 16). 25600 at dt = 2^-8, eps = 0.01, which is exact.</summary>
    public int EpsGain { get; }

    /// <summary>The whole part G of C = 65536·G + Cl, with Cl in [-32768, 32767]; 0 where dt/eps is under one half.</summary>
    public int EpsGainHigh => HighPart(EpsGain);

    /// <summary>The signed low half Cl of C, one operand of a 16-bit multiplier.</summary>
    public int EpsGainLow => LowPart(EpsGain);

    /// <summary>The eps that C stands for: dt · 2^16 / C. Equal to eps to within 1 %, exactly at the defaults.</summary>
    public double EffectiveEps => Format.Dt * 65536 / EpsGain;

    /// <summary>X at step 0, LSBs of X.</summary>
    public int X0 { get; }

    /// <summary>Y at step 0, LSBs of Y (2^-(F+e+k)).</summary>
    public long Y0 { get; }

    /// <summary>The upper part of Y at step 0, LSBs of X.</summary>
    public int Yh0 => (int)(Y0 >> Format.LowBits);

    /// <summary>The lower part of Y at step 0: 0 to 2^(k+e) - 1.</summary>
    public int Yl0 => (int)(Y0 & ((1L << Format.LowBits) - 1));

    /// <summary>
    /// First 16 hexadecimal digits of the SHA-256 of the constants' canonical text: the same on every array that computes the same bits.
    /// </summary>
    public string Hash { get; }

    /// <summary>The state every run starts from.</summary>
    public CellState InitialState => new(X0, Yh0, Yl0);

    /// <summary>S of a current: round((a + I)/√3 · 2^(F+e)), halves away from zero. |S| never exceeds XMax · 2^e.</summary>
    /// <param name="current">I of the equations.</param>
    /// <exception cref="InvalidSettingException">|a + I| is above <see cref="CellParameters.MaxDrive"/>.</exception>
    public int InputWord(double current)
    {
        var drive = Parameters.A + current;
        InvalidSettingException.ThrowIfOutside("drive a + I", drive, -CellParameters.MaxDrive, CellParameters.MaxDrive, "Drive");
        return QuantiseNormalised(drive, Format.CurrentFraction);
    }

    /// <summary>C of another eps at the same dt.</summary>
    internal int EpsGainOf(double eps) => (int)Math.Round(65536 * Format.Dt / eps);

    /// <summary>The registers of another x and y.</summary>
    public CellState StateOf(double x, double y)
    {
        var Y = QuantiseNormalisedLong(y, Format.YFraction);
        return new CellState(XOf(x), (int)(Y >> Format.LowBits), (int)(Y & ((1L << Format.LowBits) - 1)));
    }

    /// <summary>G of a gain C = 65536·G + Cl.</summary>
    internal static int HighPart(int epsGain) => (epsGain + 32768) >> 16;

    /// <summary>Cl of a gain, in [-32768, 32767].</summary>
    internal static int LowPart(int epsGain) => epsGain - (HighPart(epsGain) << 16);

    /// <summary>A bound on |Y| (units of Y, 1.0 = 2^(F+e+k)) over any run with |S| up to the given one; docs/numerics.md derives it.</summary>
    /// <param name="largestInputWord">The largest |S|, LSBs of S.</param>
    public double YBound(int largestInputWord) => YBoundOf(Format, EpsGain, largestInputWord, noiseX: 0);

    /// <summary>The bound of <see cref="YBound"/> for any gain, with noise.</summary>
    /// <param name="format">Word lengths and time step.</param>
    /// <param name="epsGain">C, 1 or more.</param>
    /// <param name="largestInputWord">The largest |S| of any step, noise on Y included, LSBs of S.</param>
    /// <param name="noiseX">A_x, LSBs of X.</param>
    internal static double YBoundOf(CellFormat format, int epsGain, int largestInputWord, int noiseX)
    {
        var lsb = 1.0 / (1 << format.Fraction);
        var bound = format.XMax * lsb;
        var speed = bound + largestInputWord / (double)(1 << format.CurrentFraction);
        var root = Math.Sqrt(format.Dt * 65536 / epsGain);
        var overshoot = root * speed * Math.Exp(Math.PI / 4 * format.Dt / root);
        // f below this, LSBs, may not raise X: the product with C floors to 0, and noise pulls X down.
        var deadBand = (1 + noiseX) * 65536.0 / epsGain;
        var rounding = (deadBand + (1 << format.CubeShift) + 1) * lsb; // and the floors of the cube and of Yh
        return bound * bound * bound - bound + overshoot + speed * format.Dt + rounding;
    }

    /// <summary>The largest |S| that any admitted drive gives, LSBs of S.</summary>
    public int LargestInputWord => QuantiseNormalised(CellParameters.MaxDrive, Format.CurrentFraction);

    /// <summary>Bits of a register that holds Yh, sign included: the fewest for <see cref="YBound"/> at <see cref="LargestInputWord"/>.</summary>
    public int YhBits => 1 + BitLength((long)(YBound(LargestInputWord) * (1 << Format.Fraction)));

    /// <summary>Bytes of Y on the link, for <see cref="YhBits"/> above k+e bits.</summary>
    public int YBytes => (YhBits + Format.LowBits + 7) / 8;

    /// <summary>The text that <see cref="Hash"/> digests: every number that a backend computes with.</summary>
    public string Canonical() => string.Create(CultureInfo.InvariantCulture,
        $"fhn-step 1;W={Format.WordBits};F={Format.Fraction};P={Format.ProductShift};U={Format.CubeShift};"
            + $"k={Format.DtExponent};e={Format.CurrentExtraBits};"
            + $"C={EpsGain};Xmax={Format.XMax};X0={X0};Y0={Y0}");

    private static int BitLength(long value) => 64 - BitOperations.LeadingZeroCount((ulong)value);

    private int XOf(double x) => Math.Clamp(QuantiseNormalised(x, Format.Fraction), -Format.XMax, Format.XMax);

    /// <summary>A value of the equations in normalised form, as an integer: value/√3 · 2^fraction, halves away from zero.</summary>
    internal static int QuantiseNormalised(double value, int fraction) => checked((int)QuantiseNormalisedLong(value, fraction));

    private static long QuantiseNormalisedLong(double value, int fraction) =>
        (long)Math.Round(value / Sqrt3 * (1L << fraction), MidpointRounding.AwayFromZero);

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
