using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cells;

/// <summary>
/// What x is read through: an analog-to-digital converter of some bits, or a comparator. It is one function of X, the same for
/// all cells; samples, signs, sums, votes and means are taken after it.
/// </summary>
/// <remarks>
/// <para>The ADC is of the mid-rise kind: 2^b codes over ±R, code q = floor(x · 2^(b-1) / R) clipped to [-2^(b-1), 2^(b-1) - 1], read as
/// x = (q + 1/2) · R / 2^(b-1). One bit tells the sign. In integers, with X in LSBs:</para>
/// <para>q = clamp((X · M) >> s), and what is read is clamp(((2q + 1) · D) >> t, -XMax, XMax). M and D are the rounded factors. s ≤ 31 and
/// t ≤ 16 are the largest shifts for which M stays under 2^16 and D under 2^15, so that the products stay under 2^31.</para>
/// <para>The comparator reads x = 1 where x ≥ its threshold, and -1 elsewhere, both rounded to LSBs.</para>
/// </remarks>
public sealed class Adc
{
    private const int MostCodeShift = 31, MostReadShift = 16;

    private readonly Imperfections _imperfections;

    private Adc(Imperfections imperfections, CellFormat format)
    {
        _imperfections = imperfections;
        Bound = format.XMax;
        if (imperfections.Comparator is { } threshold)
        {
            Threshold = CellConstants.QuantiseNormalised(threshold, format.Fraction);
            One = CellConstants.QuantiseNormalised(1, format.Fraction);
            return;
        }

        Half = 1 << (imperfections.AdcBits - 1);
        var codes = format.XUnit * Half / imperfections.AdcRange; // codes of an LSB of X
        (CodeFactor, CodeShift) = Scale(codes, MostCodeShift, 1 << 16);
        (ReadFactor, ReadShift) = Scale(1 / (2 * codes), MostReadShift, 1 << 15);
    }

    /// <summary>True for a comparator.</summary>
    public bool IsComparator => _imperfections.Comparator is not null;

    /// <summary>M, codes of an LSB of X times 2^s; 0 in a comparator.</summary>
    internal int CodeFactor { get; }

    /// <summary>s.</summary>
    internal int CodeShift { get; }

    /// <summary>D, half a code in LSBs of X times 2^t.</summary>
    internal int ReadFactor { get; }

    /// <summary>t.</summary>
    internal int ReadShift { get; }

    /// <summary>2^(b-1): codes lie in [-Half, Half - 1].</summary>
    public int Half { get; }

    /// <summary>What is read lies in [-Bound, Bound], LSBs of X.</summary>
    public int Bound { get; }

    /// <summary>The comparator's threshold, LSBs of X.</summary>
    public int Threshold { get; }

    /// <summary>What a comparator reads for 1, LSBs of X.</summary>
    public int One { get; }

    /// <summary>The ADC or comparator of some imperfections; null where x is read directly.</summary>
    public static Adc? Of(Imperfections imperfections, CellFormat format) => imperfections.HasAdc ? new(imperfections, format) : null;

    /// <summary>In words.</summary>
    public override string ToString() => _imperfections.Comparator is { } threshold
        ? FormattableString.Invariant($"comparator at {threshold}")
        : FormattableString.Invariant($"{_imperfections.AdcBits}-bit ADC of ±{_imperfections.AdcRange:G4}");

    /// <summary>What is read of X, both in LSBs.</summary>
    public int Read(int X)
    {
        if (IsComparator)
        {
            return X >= Threshold ? One : -One;
        }

        var code = Math.Clamp((X * CodeFactor) >> CodeShift, -Half, Half - 1);
        return Math.Clamp(((2 * code + 1) * ReadFactor) >> ReadShift, -Bound, Bound);
    }

    /// <summary>What is read of x in floating point, units of x.</summary>
    public double Read(double x)
    {
        if (_imperfections.Comparator is { } threshold)
        {
            return x >= threshold ? 1 : -1;
        }

        var code = Math.Clamp(Math.Floor(x * Half / _imperfections.AdcRange), -Half, Half - 1);
        return (code + 0.5) * _imperfections.AdcRange / Half;
    }

    // The largest shift, at most `most`, for which factor · 2^shift rounds to less than the limit.
    private static (int Factor, int Shift) Scale(double factor, int most, int limit)
    {
        var shift = most;
        while (Math.Round(Math.ScaleB(factor, shift)) >= limit)
        {
            shift--;
        }

        return shift >= 0
            ? ((int)Math.Round(Math.ScaleB(factor, shift)), shift)
            : throw new InvalidSettingException("The ADC's steps are too coarse or too fine for this word of x.")
            {
                Remedies = [Remedy.Other(nameof(Imperfections.AdcBits)), Remedy.Other(nameof(Imperfections.AdcRange))],
            };
    }
}
