using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

/// <summary>
/// The bounds of the step, for every format and every C that an admitted eps gives, by enumeration: no corner is left out. docs/numerics.md, section 5, has
/// the argument; here stands what of it depends on numbers.
/// </summary>
public class StepProofTests
{
    private static readonly int[] WordLengths = [.. Enumerable.Range(CellFormat.MinWordBits, CellFormat.MaxWordBits - CellFormat.MinWordBits + 1)];

    public static TheoryData<int> DtExponents => [.. Enumerable.Range(CellFormat.MinDtExponent, CellFormat.MaxDtExponent - CellFormat.MinDtExponent + 1)];

    /// <summary>
    /// Above the threshold, with w = X + S at most v and p = √eps·w, a step is u' = u + h·p, p' at most p - h·u, in units in which the largest p is 1. The
    /// region under the corners that (1, h) goes through, until p is below 0, and under the highest of them from there on, is convex and holds the image
    /// of each of its corners, so a step from inside it ends inside it, also where S changes from step to step. All runs come in under (1, h), since the
    /// step before had u at most 0. So by induction u never passes the highest corner, which must not pass what <see cref="CellConstants.YBound"/> allows.
    /// </summary>
    [Theory]
    [MemberData(nameof(DtExponents))]
    public void No_step_of_any_gain_leaves_the_region_that_the_bound_of_Y_is_made_of(int k)
    {
        var (least, most) = Gains(k);
        var corners = 0L;
        for (var C = least; C <= most; C++)
        {
            var h = Math.Sqrt(C / 65536.0 / (1 << k)); // dt/√eps, eps being the one that C stands for
            var (p, u) = (1.0, h);
            while (p >= 0)
            {
                var (pNext, uNext) = (p - (h * u), u + (h * p));
                if (pNext >= p || uNext < u)
                {
                    Assert.Fail($"the corners do not fall to the left and rise: k = {k}, C = {C}");
                }

                (p, u) = (pNext, uNext);
                corners++;
            }

            // A corner's doubles are off by less than 2^-50 a step, and there are under 2^13 steps.
            if (u * (1 + 1e-10) > Math.Exp(Math.PI / 4 * h) + h)
            {
                Assert.Fail($"u reaches {u}: k = {k}, C = {C}");
            }
        }

        Assert.InRange(corners, 2L * (most - least), long.MaxValue);
    }

    /// <summary>
    /// Every sum and product of <c>hdl/rtl/fhn_step.v</c> and <c>fhn_gain.v</c> fits the bits that they give it, for every X within its bound, every word
    /// of Yh that the register can hold, every S of an admitted drive, and every C; and every intermediate of <see cref="FixedStep"/> fits 32 bits.
    /// </summary>
    [Theory]
    [MemberData(nameof(DtExponents))]
    public void No_intermediate_of_any_format_and_gain_leaves_its_word(int k)
    {
        var (least, most) = Gains(k);
        var ratios = Enumerable.Range(least, most - least + 1).Select(LargestPartialGain).ToArray();
        foreach (var wordBits in WordLengths)
        {
            var cubic = Cubic(new CellFormat(wordBits, k));
            foreach (var bits in YhBitsOf(wordBits, k, least, most))
            {
                CheckGains(wordBits, cubic, bits.Value, bits.Key.First, ratios.AsSpan(bits.Key.First - least, bits.Key.Last - bits.Key.First + 1));
            }
        }
    }

    [Theory]
    [MemberData(nameof(DtExponents))]
    public void What_Y_gains_fits_its_word_in_every_format(int k)
    {
        foreach (var wordBits in WordLengths)
        {
            for (var e = 0; e <= CellFormat.MaxCurrentExtraBits; e++)
            {
                var constants = new CellConstants(new CellFormat(wordBits, k, e), new CellParameters());
                var (format, L) = (constants.Format, constants.Format.LowBits);
                var gain = (format.XMax << e) + constants.LargestInputWord;
                Assert.InRange(gain, 1, (1 << (wordBits + e)) - 1); // x_plus_s, W + E + 1 bits
                var aBits = Math.Max(wordBits + e, L) + 2;
                Assert.InRange(gain + (1 << L) - 1, 1, (1 << (aBits - 1)) - 1); // A
                Assert.InRange(gain, 1, 2 * (format.XMax << e)); // so |S| is at most XMax: Y does not rise at the lower bound of X
            }
        }
    }

    // All C of this dt: eps from 1/4 down to 1/1024.
    private static (int Least, int Most) Gains(int k) => (
        new CellConstants(new CellFormat(16, k), new CellParameters(CellParameters.MaxEps)).EpsGain,
        new CellConstants(new CellFormat(16, k), new CellParameters(CellParameters.MinEps)).EpsGain);

    // X - r over all X, with the check of q and r on the way.
    private static (int Least, int Most) Cubic(CellFormat format)
    {
        var qBits = format.WordBits == 16 ? 16 : format.WordBits + 1;
        var (least, most) = (0, 0);
        for (var X = -format.XMax; X <= format.XMax; X++)
        {
            var q = (X * X) >> format.ProductShift;
            var rLow = (q * X) >> format.ProductShift;
            var r = rLow << format.CubeShift;
            Assert.True(Fits(q, qBits) && Fits(rLow, qBits) && Fits(r, qBits), $"X = {X} of {format}");
            (least, most) = (Math.Min(least, X - r), Math.Max(most, X - r));
        }

        return (least, most);
    }

    // Runs of neighbouring C with the same bits of Yh, over all e: the largest |S| moves a little with e, so a C may have two numbers of bits.
    private static Dictionary<(int First, int Last, int Of), int> YhBitsOf(int wordBits, int k, int least, int most)
    {
        var found = new Dictionary<(int First, int Last, int Of), int>();
        var inputs = Enumerable.Range(0, CellFormat.MaxCurrentExtraBits + 1)
            .Select(e => new CellConstants(new CellFormat(wordBits, k, e), new CellParameters()))
            .OrderBy(constants => constants.LargestInputWord / (double)(1 << constants.Format.CurrentFraction)).ToArray();
        foreach (var (of, constants) in new[] { (0, inputs[0]), (1, inputs[^1]) })
        {
            var first = least;
            var bits = Bits(least);
            for (var C = least + 1; C <= most + 1; C++)
            {
                var next = C > most ? -1 : Bits(C);
                if (next != bits)
                {
                    found[(first, C - 1, of)] = bits;
                    (first, bits) = (C, next);
                }
            }

            int Bits(int C)
            {
                var bound = CellConstants.YBoundOf(constants.Format, C, constants.LargestInputWord, noiseX: 0);
                return 1 + BitLength((int)(bound * (1 << constants.Format.Fraction)));
            }
        }

        return found;
    }

    // The bits of fhn_step: F_BITS of f, D_BITS of d and of X + d. Sums on the way through the gain's digits are within a ratio of f.
    private static void CheckGains(int wordBits, (int Least, int Most) cubic, int yhBits, int first, ReadOnlySpan<double> ratios)
    {
        var format = new CellFormat(wordBits);
        var (yhLeast, yhMost) = (-(1 << (yhBits - 1)), (1 << (yhBits - 1)) - 1);
        var (fLeast, fMost) = ((long)cubic.Least - yhMost, (long)cubic.Most - yhLeast);
        var fBits = Math.Max(wordBits, yhBits) + 1;
        Assert.True(Fits(fLeast, fBits) && Fits(fMost, fBits), $"f is {fLeast} to {fMost} in {fBits} bits at W = {wordBits}, Yh of {yhBits} bits");
        var largest = Math.Max(fMost, -fLeast);
        for (var n = 0; n < ratios.Length; n++)
        {
            var C = first + n;
            var dBits = fBits + 1 + (C > 65536 ? BitLength(C - 1) - 16 : 0);
            var (dLeast, dMost) = ((fLeast * C) >> 16, (fMost * C) >> 16);
            var (G, Cl) = (CellConstants.HighPart(C), CellConstants.LowPart(C));
            if (!Fits(dLeast - format.XMax, dBits) || !Fits(dMost + format.XMax, dBits) || (ratios[n] * largest) + 1 >= Math.Pow(2, dBits - 1)
                || largest * Math.Max(Math.Abs(Cl), G) + largest + format.XMax > int.MaxValue)
            {
                Assert.Fail($"d is {dLeast} to {dMost} in {dBits} bits at W = {wordBits}, Yh of {yhBits} bits, C = {C}");
            }
        }
    }

    // What the sums of fhn_gain reach on the way, over f: C is summed digit by digit of its non-adjacent form, each sum at its own digit's scale up to 2^16.
    private static double LargestPartialGain(int C)
    {
        var (plus, minus) = ((3L * C) & ~(long)C, (long)C & ~(3L * C));
        (plus, minus) = (plus >> 1, minus >> 1);
        var (sum, largest) = (0L, 0.0);
        for (var digit = 0; (plus | minus) >> digit != 0; digit++)
        {
            if ((((plus | minus) >> digit) & 1) != 0)
            {
                sum += (((plus >> digit) & 1) - ((minus >> digit) & 1)) << digit;
                largest = Math.Max(largest, Math.Abs(sum) / (double)(1L << Math.Min(digit, 16)));
            }
        }

        return sum == C ? largest : double.PositiveInfinity;
    }

    private static bool Fits(long value, int bits) => value >= -(1L << (bits - 1)) && value < 1L << (bits - 1);

    private static int BitLength(int value) => 32 - int.LeadingZeroCount(value);
}
