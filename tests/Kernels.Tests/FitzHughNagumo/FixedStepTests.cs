using System.Numerics;
using FhnHw.Kernels.FitzHughNagumo;
using FsCheck.Xunit;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

public class FixedStepTests
{
    [Property(MaxTest = 300, Arbitrary = [typeof(CellCases)])]
    public void The_step_equals_the_oracle_and_charge_balances_in_every_cell(CellCase cell) =>
        Compare(cell, cell.Constants.InitialState, steps: 3000);

    [Theory]
    [InlineData(16, 8, 0)]
    [InlineData(12, 8, 0)]
    [InlineData(8, 8, 6)]
    [InlineData(5, 9, 3)]
    [InlineData(4, 8, 6)]
    [InlineData(3, 8, 6)]
    public void The_step_equals_the_oracle_over_a_whole_run_of_300_time_units(int wordBits, int dtExponent, int extraBits)
    {
        var cell = new CellCase(wordBits, dtExponent, extraBits, 0.01, 0, 0.31, 0.1, 0.1);
        Compare(cell, cell.Constants.InitialState, 300 << dtExponent);
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(CellCases)])]
    public void The_step_equals_the_oracle_from_any_state_within_the_bounds(CellCase cell, int seed)
    {
        var format = cell.Constants.Format;
        var random = new Random(seed);
        var largestY = (int)(cell.Constants.YBound(Math.Abs(cell.S)) * (1 << format.Fraction));
        for (var n = 0; n < 50; n++)
        {
            Compare(cell, new CellState(
                random.Next(-format.XMax, format.XMax + 1), random.Next(-largestY, largestY + 1), random.Next(1 << format.LowBits)), 1);
        }
    }

    [Fact]
    public void X_is_clamped_to_its_bound_and_the_step_reports_it()
    {
        var constants = new CellConstants(new CellFormat(dtExponent: 6), new CellParameters(eps: 0.002));
        var XMax = constants.Format.XMax;
        var next = FixedStep.Advance(new CellState(0, -8000, 0), 0, constants, out var clamped);
        Assert.Equal((XMax, true), (next.X, clamped));
        next = FixedStep.Advance(new CellState(0, 8000, 0), 0, constants, out clamped);
        Assert.Equal((-XMax, true), (next.X, clamped));
        FixedStep.Advance(new CellState(0, 0, 0), 0, constants, out clamped);
        Assert.False(clamped);
    }

    [Fact]
    public void The_default_step_is_the_documented_sum_of_shifts()
    {
        var constants = new CellConstants(new CellFormat(), new CellParameters());
        var next = FixedStep.Advance(new CellState(-9001, 4321, 200), -1234, constants, out _);
        var q = -9001 * -9001 >> 16;
        var f = -9001 - (((q * -9001) >> 16) << 4) - 4321;
        Assert.Equal(-9001 + (int)Math.Floor(f * 25 / 64.0), next.X);
        Assert.Equal((4321L << 8) + 200 - 9001 - 1234, next.Y(constants.Format));
    }

    private static void Compare(CellCase cell, CellState state, int steps)
    {
        var (constants, S) = (cell.Constants, cell.S);
        var oracle = new BigIntegerOracle(cell.WordBits, cell.DtExponent, cell.ExtraBits, constants.EpsGain);
        var (X, Y) = ((BigInteger)state.X, (BigInteger)state.Y(constants.Format));
        var (start, sum) = (Y, BigInteger.Zero);
        for (var n = 0; n < steps; n++)
        {
            sum += X;
            (X, Y) = oracle.Advance(X, Y, S);
            state = FixedStep.Advance(state, S, constants, out var clamped);
            if (X != state.X || Y != state.Y(constants.Format) || clamped != oracle.Clamped || state.Yl >> constants.Format.LowBits != 0)
            {
                Assert.Fail($"step {n}: expected X {X}, Y {Y}, clamped {oracle.Clamped}; got {state}, clamped {clamped}; {cell}");
            }
        }

        Assert.Equal(Y - start - ((BigInteger)steps * S), sum * BigInteger.Pow(2, cell.ExtraBits));
        Assert.True(oracle.Largest <= int.MaxValue, $"an intermediate reached {oracle.Largest}; {cell}");
    }
}
