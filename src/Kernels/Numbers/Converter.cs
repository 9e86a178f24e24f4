namespace FhnHw.Kernels.Numbers;

/// <summary>
/// What x is read through: an analog-to-digital converter of some bits, or a comparator. It is one function of X, the same for
/// all cells; samples, signs, sums, votes and means are taken behind it.
/// </summary>
/// <remarks>
/// The converter is of the mid-rise kind: 2^b codes over ±R, code q = floor(x · 2^(b-1) / R) held to [-2^(b-1), 2^(b-1) - 1], read as
/// x = (q + 1/2) · R / 2^(b-1). One bit tells the sign. The comparator reads 1 where x ≥ its threshold and -1 elsewhere. What is read is
/// rounded to an LSB of X.
/// </remarks>
public sealed class Converter
{
    private readonly Imperfections _imperfections;

    private Converter(Imperfections imperfections) => _imperfections = imperfections;

    /// <summary>The converter of some imperfections, or null where x is read as it is.</summary>
    public static Converter? Of(Imperfections imperfections) => imperfections.HasConverter ? new(imperfections) : null;

    /// <summary>In words.</summary>
    public override string ToString() => _imperfections.Comparator is { } threshold
        ? FormattableString.Invariant($"comparator at {threshold}")
        : FormattableString.Invariant($"{_imperfections.AdcBits}-bit converter of ±{_imperfections.AdcRange}");

    /// <summary>What is read of x, units of x.</summary>
    public double Read(double x)
    {
        if (_imperfections.Comparator is { } threshold)
        {
            return x >= threshold ? 1 : -1;
        }

        var half = (double)(1 << (_imperfections.AdcBits - 1));
        var code = Math.Clamp(Math.Floor(x * half / _imperfections.AdcRange), -half, half - 1);
        return (code + 0.5) * _imperfections.AdcRange / half;
    }

    /// <summary>What is read of each X, LSBs of X held to ±XMax: word [X + XMax].</summary>
    public short[] Table(CellFormat format)
    {
        var table = new short[(2 * format.XMax) + 1];
        for (var X = -format.XMax; X <= format.XMax; X++)
        {
            var read = CellConstants.Round(Read(X * format.XUnit), format.Fraction);
            table[X + format.XMax] = (short)Math.Clamp(read, -format.XMax, format.XMax);
        }

        return table;
    }
}
