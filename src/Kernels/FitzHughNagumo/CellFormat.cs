using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.FitzHughNagumo;

/// <summary>
/// The word lengths of a cell in normalised form, X = x/√3, Y = y/√3, S = (a+I)/√3, and its time step.
/// </summary>
/// <remarks>
/// X is a signed word of <see cref="WordBits"/> bits with F = <see cref="Fraction"/> fraction bits (Q1.F, one LSB is 2^-F).
/// S has F+e fraction bits and Y has F+e+k, so that Y' = Y + (X &lt;&lt; e) + S needs no rounding.
/// All shifts right floor. docs/numerics.md spells the rule for every width.
/// </remarks>
public sealed record CellFormat
{
    /// <summary>The narrowest and the widest word of X, bits.</summary>
    public const int MinWordBits = 3, MaxWordBits = 16;

    /// <summary>The coarsest and the finest time step, as k of dt = 2^-k.</summary>
    public const int MinDtExponent = 6, MaxDtExponent = 12;

    /// <summary>The largest number of current bits beyond those of X.</summary>
    public const int MaxCurrentExtraBits = 8;

    /// <summary>Makes a format.</summary>
    /// <param name="wordBits">Bits of X, sign included: 3 to 16.</param>
    /// <param name="dtExponent">k of dt = 2^-k, time units: 6 to 12.</param>
    /// <param name="currentExtraBits">e, the fraction bits that S and Y have beyond those of X: 0 to 8.</param>
    /// <exception cref="InvalidSettingException">A number is outside its range.</exception>
    public CellFormat(int wordBits = 16, int dtExponent = 8, int currentExtraBits = 0)
    {
        InvalidSettingException.ThrowIfOutside("word length", wordBits, MinWordBits, MaxWordBits, "bits", nameof(WordBits));
        InvalidSettingException.ThrowIfOutside("k of dt = 2^-k", dtExponent, MinDtExponent, MaxDtExponent, nameof(DtExponent));
        InvalidSettingException.ThrowIfOutside("number of extra current bits", currentExtraBits, 0, MaxCurrentExtraBits, nameof(CurrentExtraBits));
        WordBits = wordBits;
        DtExponent = dtExponent;
        CurrentExtraBits = currentExtraBits;
    }

    /// <summary>Bits of X, sign included.</summary>
    public int WordBits { get; }

    /// <summary>k of dt = 2^-k.</summary>
    public int DtExponent { get; }

    /// <summary>e: fraction bits of S and Y beyond those of X.</summary>
    public int CurrentExtraBits { get; }

    /// <summary>F: fraction bits of X.</summary>
    public int Fraction => WordBits - 2;

    /// <summary>
    /// P: how far each product of the cube is shifted right. A 16-bit word keeps the upper half of its products (P = 16, one
    /// DSP block or one multiply-high instruction); a narrower one keeps F fraction bits (P = F).
    /// </summary>
    public int ProductShift => WordBits == 16 ? 16 : Fraction;

    /// <summary>How far the cube is shifted left to have F fraction bits again: 2(P - F).</summary>
    public int CubeShift => 2 * (ProductShift - Fraction);

    /// <summary>Bits of Yl, the part of Y below the LSB of X: k + e.</summary>
    public int LowBits => DtExponent + CurrentExtraBits;

    /// <summary>Fraction bits of S: F + e.</summary>
    public int CurrentFraction => Fraction + CurrentExtraBits;

    /// <summary>Fraction bits of Y: F + e + k.</summary>
    public int YFraction => Fraction + LowBits;

    /// <summary>
    /// J: noise on Y comes in units of 2^J LSBs of Y. This unit is 2^-14 where Y is that fine, and always a multiple of 2^e, so that
    /// charge still balances in units of X. At 16 bits J = k + e, one LSB of Yh.
    /// </summary>
    public int NoiseShift => Math.Max(CurrentExtraBits, YFraction - 14);

    /// <summary>
    /// The bound at which X saturates, LSBs: 5/4 at 16 bits, where the lifted cube must fit in 16 bits, and 3/2 at narrower
    /// words, whose coarse steps reach further.
    /// </summary>
    public int XMax => WordBits == 16 ? 5 << (Fraction - 2) : 3 << (Fraction - 1);

    /// <summary>Bytes of X on the link: 1 for up to 8 bits, else 2.</summary>
    public int XBytes => WordBits <= 8 ? 1 : 2;

    /// <summary>Bytes of S on the link: W + e bits, rounded up.</summary>
    public int SBytes => (WordBits + CurrentExtraBits + 7) / 8;

    /// <summary>dt, time units.</summary>
    public double Dt => 1.0 / (1 << DtExponent);

    /// <summary>One LSB of X in units of x: √3 · 2^-F.</summary>
    public double XUnit => CellConstants.Sqrt3 / (1 << Fraction);

    /// <summary>Short form, as in logs: <c>Q1.14 dt=2^-8 e=0</c>.</summary>
    public override string ToString() => $"Q1.{Fraction} dt=2^-{DtExponent} e={CurrentExtraBits}";
}
