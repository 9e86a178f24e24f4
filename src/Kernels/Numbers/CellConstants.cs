using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace FhnHw.Kernels.Numbers;

/// <summary>
/// Every integer that the fixed-point step needs, derived once from a format and a cell. OpenCL, Verilog and managed code
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
        EpsGain = (int)Math.Round(65536 * format.Dt / parameters.Eps);
        X0 = Math.Clamp(Round(parameters.X0, format.Fraction), -format.XMax, format.XMax);
        Y0 = RoundLong(parameters.Y0, format.YFraction);
        Hash = HashOf(Canonical());
    }

    /// <summary>Word lengths and time step.</summary>
    public CellFormat Format { get; }

    /// <summary>The cell in the equations' units.</summary>
    public CellParameters Parameters { get; }

    /// <summary>C = round(2^16 · dt/eps): X' = X + ((f·C) >> 16). 25600 at dt = 2^-8, eps = 0.01, which is exact.</summary>
    public int EpsGain { get; }

    /// <summary>The whole part G of C = 65536·G + Cl, with Cl in [-32768, 32767]; 0 where dt/eps is under one half.</summary>
    public int EpsGainHigh => (EpsGain + 32768) >> 16;

    /// <summary>The signed low half Cl of C, one operand of a 16-bit multiplier.</summary>
    public int EpsGainLow => EpsGain - (EpsGainHigh << 16);

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

    /// <summary>First 16 hexadecimal digits of the SHA-256 of the constants' canonical text: the same on every array that computes the same bits.</summary>
    public string Hash { get; }

    /// <summary>The state every run starts from.</summary>
    public CellState InitialState => new(X0, Yh0, Yl0);

    /// <summary>S of a current: round((a + I)/√3 · 2^(F+e)), half away from zero. |S| never exceeds XMax · 2^e.</summary>
    /// <param name="current">I of the equations.</param>
    /// <exception cref="InvalidSettingException">|a + I| is above <see cref="CellParameters.MaxDrive"/>.</exception>
    public int Drive(double current)
    {
        var drive = Parameters.A + current;
        InvalidSettingException.ThrowIfOutside("drive a + I", drive, -CellParameters.MaxDrive, CellParameters.MaxDrive);
        return Round(drive, Format.CurrentFraction);
    }

    /// <summary>A bound on |Y| (units of Y, 1.0 = 2^(F+e+k)) over any run with |S| up to the given one; docs/numerics.md derives it.</summary>
    /// <param name="largestDrive">The largest |S|, LSBs of S.</param>
    public double YBound(int largestDrive)
    {
        var lsb = 1.0 / (1 << Format.Fraction);
        var bound = Format.XMax * lsb;
        var speed = bound + largestDrive / (double)(1 << Format.CurrentFraction);
        var root = Math.Sqrt(EffectiveEps);
        var overshoot = root * speed * Math.Exp(Math.PI / 4 * Format.Dt / root);
        var deadBand = 65536.0 / EpsGain; // f below this, LSBs, does not lift X: the product with C floors to 0
        var rounding = (deadBand + (1 << Format.CubeShift) + 1) * lsb; // and the floors of the cube and of Yh
        return bound * bound * bound - bound + overshoot + speed * Format.Dt + rounding;
    }

    /// <summary>The largest |S| that any admitted drive gives, LSBs of S.</summary>
    public int LargestDrive => Round(CellParameters.MaxDrive, Format.CurrentFraction);

    /// <summary>Bits of a register that holds Yh, sign included: the fewest for <see cref="YBound"/> at <see cref="LargestDrive"/>.</summary>
    public int YhBits => 1 + BitLength((long)(YBound(LargestDrive) * (1 << Format.Fraction)));

    /// <summary>Bytes of Y on the link, for <see cref="YhBits"/> above k+e bits.</summary>
    public int YBytes => (YhBits + Format.LowBits + 7) / 8;

    /// <summary>The text that <see cref="Hash"/> digests: every number that a backend computes with.</summary>
    public string Canonical() => string.Create(CultureInfo.InvariantCulture,
        $"fhn-step 1;W={Format.WordBits};F={Format.Fraction};P={Format.ProductShift};U={Format.CubeShift};k={Format.DtExponent};e={Format.CurrentExtraBits};C={EpsGain};Xmax={Format.XMax};X0={X0};Y0={Y0}");

    private static int BitLength(long value) => 64 - BitOperations.LeadingZeroCount((ulong)value);

    private static int Round(double value, int fraction) => checked((int)RoundLong(value, fraction));

    private static long RoundLong(double value, int fraction) =>
        (long)Math.Round(value / Sqrt3 * (1L << fraction), MidpointRounding.AwayFromZero);

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
