using FhnHw.Kernels.FitzHughNagumo;
using FsCheck;
using FsCheck.Fluent;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

/// <summary>A cell with its format and one current, anywhere in the admitted ranges.</summary>
public sealed record CellCase(int WordBits, int DtExponent, int ExtraBits, double Eps, double A, double InputWord, double X0, double Y0)
{
    internal CellConstants Constants { get; } = new(new CellFormat(WordBits, DtExponent, ExtraBits), new CellParameters(Eps, A, X0, Y0));

    /// <summary>S of the case, LSBs.</summary>
    internal int S => Constants.InputWord(InputWord - A);
}

/// <summary>
/// Draws cases: every word length, step and e equally often; eps uniform in its logarithm; one in three values at the end of its range.
/// </summary>
internal static class CellCases
{
    public static Arbitrary<CellCase> Case() => Gen.Choose(CellFormat.MinWordBits, CellFormat.MaxWordBits)
        .SelectMany(w => Gen.Choose(CellFormat.MinDtExponent, CellFormat.MaxDtExponent)
        .SelectMany(k => Gen.Choose(0, CellFormat.MaxCurrentExtraBits)
        .SelectMany(e => Between(-10, -2).Select(power => Math.Pow(2, power))
        .SelectMany(eps => Between(-1, 1)
        .SelectMany(a => Between(-2, 2)
        .SelectMany(drive => Between(-2, 2)
        .SelectMany(x0 => Between(-1, 1)
        .Select(y0 => new CellCase(w, k, e, eps, a, drive * (1.05 - 1e-9), x0, y0))))))))).ToArbitrary();

    private static Gen<double> Between(double least, double most)
    {
        var inside = Gen.Choose(0, 1_000_000).Select(n => least + ((most - least) * n / 1_000_000));
        return Gen.Frequency((2, inside), (1, Gen.Elements(least, most)));
    }
}
