using FhnHw.Kernels.FitzHughNagumo;
using FsCheck.Xunit;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

/// <summary>Y stays within its bound, and with it every intermediate within 32 bits.</summary>
public class StepRangeTests
{
    public static TheoryData<int> WordLengths => [.. Enumerable.Range(CellFormat.MinWordBits, 14)];

    [Theory]
    [MemberData(nameof(WordLengths))]
    public void Y_stays_within_its_bound_at_the_ends_of_every_range(int wordBits)
    {
        foreach (var k in new[] { 6, 8, 10, 12 })
        {
            foreach (var eps in new[] { CellParameters.MinEps, 0.01, 0.08, CellParameters.MaxEps })
            {
                foreach (var drive in new[] { -CellParameters.MaxDrive, -1.05, 0.0, 0.6, CellParameters.MaxDrive })
                {
                    Run(new CellCase(wordBits, k, 1, eps, 0, drive, 2, -1), Math.Min(24 << k, 30_000));
                }
            }
        }
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(CellCases)])]
    public void Y_stays_within_its_bound_in_every_cell(CellCase cell) => Run(cell, 6000);

    [Theory]
    [MemberData(nameof(WordLengths))]
    public void The_integer_cubic_exceeds_the_real_one_by_no_more_than_its_rounding(int wordBits)
    {
        var format = new CellFormat(wordBits);
        var bound = format.XMax / (double)(1 << format.Fraction);
        var most = ((bound * bound * bound) - bound) * (1 << format.Fraction) + (1 << format.CubeShift);
        for (var X = -format.XMax; X <= format.XMax; X++)
        {
            var r = ((((X * X) >> format.ProductShift) * X) >> format.ProductShift) << format.CubeShift;
            Assert.InRange(X - r, -most, most);
        }
    }

    [Theory]
    [MemberData(nameof(WordLengths))]
    public void Every_intermediate_fits_32_bits_wherever_X_and_Y_are_within_their_bounds(int wordBits)
    {
        foreach (var k in Enumerable.Range(6, 7))
        {
            foreach (var eps in Enumerable.Range(0, 65).Select(n => CellParameters.MinEps * Math.Pow(2, n / 8.0)))
            {
                var constants = new CellConstants(new CellFormat(wordBits, k, CellFormat.MaxCurrentExtraBits), new CellParameters(eps));
                var S = constants.InputWord(CellParameters.MaxDrive);
                var format = constants.Format;
                var lsbs = (double)(1 << format.Fraction);
                var X = (double)format.XMax;
                var cube = (X * X / lsbs * X / lsbs) + (1 << format.CubeShift);
                var Yh = (constants.YBound(S) * lsbs) + 1;
                var f = cube - X + Yh;
                double[] sizes =
                [
                    X * X, X * X / (1 << format.ProductShift) * X, cube + X, Yh, cube + X + Yh,
                    f * Math.Abs(constants.EpsGainLow), f * constants.EpsGainHigh + f + X,
                    (X * (1 << format.CurrentExtraBits)) + S + (1 << format.LowBits),
                ];
                Assert.All(sizes, size => Assert.InRange(size, 0, int.MaxValue));
            }
        }
    }

    [Fact]
    public void The_largest_drive_never_exceeds_what_X_can_balance()
    {
        foreach (var wordBits in Enumerable.Range(3, 14))
        {
            foreach (var e in Enumerable.Range(0, 9))
            {
                var constants = new CellConstants(new CellFormat(wordBits, 8, e), new CellParameters());
                Assert.InRange(constants.InputWord(CellParameters.MaxDrive), 1, constants.Format.XMax << e);
            }
        }
    }

    private static void Run(CellCase cell, int steps)
    {
        var (constants, S) = (cell.Constants, cell.S);
        var bound = constants.YBound(Math.Abs(S)) * Math.Pow(2, constants.Format.YFraction);
        var state = constants.InitialState;
        for (var n = 0; n < steps; n++)
        {
            state = FixedStep.Advance(state, S, constants, out _);
            if (Math.Abs(state.Y(constants.Format)) > bound)
            {
                Assert.Fail($"|Y| reached {Math.Abs(state.Y(constants.Format)) / bound:0.000} of its bound at step {n}; {cell}");
            }
        }
    }
}
