using System.Numerics;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

/// <summary>
/// The step in integers of any length, with Y in one piece and every shift written as a division that floors. It shares no code
/// with the step it checks; it follows docs/numerics.md.
/// </summary>
internal sealed class BigIntegerOracle(int wordBits, int dtExponent, int extraBits, int epsGain)
{
    // F, P and XMax, spelled a second time from the document: F = W - 2; P = 16 at W = 16 and F below; XMax = 5/4 or 3/2.
    private readonly int _fraction = wordBits - 2;
    private readonly int _product = wordBits == 16 ? 16 : wordBits - 2;
    private readonly BigInteger _bound = wordBits == 16
        ? BigInteger.Pow(2, wordBits - 2) * 5 / 4
        : BigInteger.Pow(2, wordBits - 2) * 3 / 2;

    /// <summary>The largest magnitude of any intermediate that the 32-bit step forms, including the split of C.</summary>
    public BigInteger Largest { get; private set; }

    /// <summary>True when the last step clamped X.</summary>
    public bool Clamped { get; private set; }

    /// <summary>A step; noise nX is in LSBs of X, nY in units of 2^J LSBs of Y, J being the larger of e and F + e + k - 14.</summary>
    public (BigInteger X, BigInteger Y) Advance(BigInteger X, BigInteger Y, BigInteger S, int nX = 0, int nY = 0)
    {
        var added = nY * BigInteger.Pow(2, Math.Max(extraBits, _fraction + extraBits + dtExponent - 14));
        var q = Floor(X * X, _product);
        var cube = Floor(q * X, _product) * BigInteger.Pow(2, 2 * (_product - _fraction));
        var Yh = Floor(Y, dtExponent + extraBits);
        var f = X - cube - Yh;
        var free = X + Floor(f * epsGain, 16) + nX;
        var lifted = X * BigInteger.Pow(2, extraBits);

        var high = Floor(new BigInteger(epsGain) + 32768, 16);
        var low = epsGain - (high * 65536);
        Note(X * X, q * X, cube, X - cube, f, f * high, f * low, free - X, free, lifted, Yh, added);
        Note(Y - (Yh * BigInteger.Pow(2, dtExponent + extraBits)) + lifted, Y - (Yh * BigInteger.Pow(2, dtExponent + extraBits)) + lifted + S,
            Y - (Yh * BigInteger.Pow(2, dtExponent + extraBits)) + lifted + S + added);

        var clipped = BigInteger.Max(-_bound, BigInteger.Min(_bound, free));
        Clamped = clipped != free;
        return (clipped, Y + lifted + S + added);
    }

    private void Note(params BigInteger[] values)
    {
        foreach (var value in values)
        {
            Largest = BigInteger.Max(Largest, BigInteger.Abs(value));
        }
    }

    private static BigInteger Floor(BigInteger value, int bits)
    {
        var quotient = BigInteger.DivRem(value, BigInteger.Pow(2, bits), out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }
}
