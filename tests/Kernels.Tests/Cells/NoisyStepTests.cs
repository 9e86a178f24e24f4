using System.Numerics;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;
using FhnHw.Kernels.Tests.FitzHughNagumo;
using FsCheck.Xunit;

namespace FhnHw.Kernels.Tests.Cells;

/// <summary>The step with noise against the oracle, and its bounds against noise that always pulls the worst way.</summary>
public class NoisyStepTests
{
    [Property(MaxTest = 300, Arbitrary = [typeof(CellCases)])]
    public void The_noisy_step_equals_the_oracle_and_charge_balances_with_the_noise_for_all_per_cell_parameters(CellCase cell, ushort sigma, int seed)
    {
        if (Draw(cell, sigma, seed) is not { } perCell)
        {
            return;
        }

        var (constants, words, format) = (cell.Constants, perCell.Cells[0], cell.Constants.Format);
        var (noise, state, S) = (perCell.Generator(0, 3), words.Start, perCell.InputWord(0, cell.InputWord - cell.A, 3, out _));
        var oracle = new BigIntegerOracle(cell.WordBits, cell.DtExponent, cell.ExtraBits, words.EpsGain);
        var (X, Y) = ((BigInteger)state.X, (BigInteger)state.Y(format));
        var (start, sum, added) = (Y, BigInteger.Zero, BigInteger.Zero);
        for (var n = 0; n < 2000; n++)
        {
            var (signX, signY) = noise.Signs(n);
            var (nX, nY) = (signX * words.NoiseX, signY * words.NoiseY);
            sum += X;
            added += (BigInteger)nY << format.NoiseShift;
            (X, Y) = oracle.Advance(X, Y, S, nX, nY);
            state = FixedStep.Advance(state, S, words.EpsGain, nX, nY, format, out var clamped);
            if (X != state.X || Y != state.Y(format) || clamped != oracle.Clamped)
            {
                Assert.Fail($"step {n}: expected X {X}, Y {Y}, clamped {oracle.Clamped}; got {state}, clamped {clamped}; {cell}");
            }
        }

        Assert.Equal(Y - start - (2000 * (BigInteger)S) - added, sum << cell.ExtraBits);
        Assert.True(oracle.Largest <= int.MaxValue, $"an intermediate reached {oracle.Largest}; {cell}");
        Assert.Equal(constants.Format, format);
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(CellCases)])]
    public void Y_stays_within_its_bound_in_every_noisy_cell(CellCase cell, ushort sigma, int seed)
    {
        if (Draw(cell, sigma, seed) is { } perCell)
        {
            StaysWithinItsBound(perCell, cell, perCell.Generator(0, 0), perCell.InputWord(0, cell.InputWord - cell.A, 0, out _));
        }
    }

    [Theory]
    [InlineData(16, 0.1)]
    [InlineData(16, 0.2)]
    [InlineData(8, 0.1)]
    [InlineData(4, 0.3)]
    public void Y_stays_within_its_bound_where_the_noise_lifts_the_most(int wordBits, double sigma)
    {
        foreach (var (_, start) in NoiseGenerator.Lifts)
        {
            foreach (var drive in new[] { -CellParameters.MaxNoisyDrive, CellParameters.MaxNoisyDrive })
            {
                var cell = new CellCase(wordBits, 8, wordBits == 16 ? 0 : 6, 0.0125, 0, drive, 2, -1);
                var perCell = new PerCellParameters(new Imperfections { NoiseX = sigma, NoiseY = sigma }, cell.Constants, 1);
                StaysWithinItsBound(perCell, cell, new NoiseGenerator(start), perCell.InputWord(0, drive, 0, out _));
            }
        }
    }

    private static void StaysWithinItsBound(PerCellParameters perCell, CellCase cell, NoiseGenerator noise, int S)
    {
        var (words, format) = (perCell.Cells[0], cell.Constants.Format);
        var bound = perCell.YBound * Math.Pow(2, format.YFraction);
        var state = words.Start;
        for (var n = 0; n < 6000; n++)
        {
            var (signX, signY) = noise.Signs(n);
            state = FixedStep.Advance(state, S, words.EpsGain, signX * words.NoiseX, signY * words.NoiseY, format, out _);
            if (Math.Abs(state.Y(format)) > bound)
            {
                Assert.Fail($"|Y| reached {Math.Abs(state.Y(format)) / bound:0.000} of its bound at step {n}; {cell}");
            }
        }
    }

    [Fact]
    public void Without_noise_and_with_the_models_gain_the_step_is_the_models()
    {
        var constants = new CellConstants(new CellFormat(), new CellParameters());
        var state = new CellState(-9001, 4321, 200);
        Assert.Equal(
            FixedStep.Advance(state, -1234, constants, out _),
            FixedStep.Advance(state, -1234, constants.EpsGain, 0, 0, constants.Format, out _));
    }

    [Fact]
    public void A_stuck_cell_never_moves()
    {
        var constants = new CellConstants(new CellFormat(8, 8, 6), new CellParameters());
        var perCell = new PerCellParameters(new Imperfections { Stuck = 1, NoiseX = 0.5, NoiseY = 0.5 }, constants, 50);
        for (var cell = 0; cell < perCell.Count; cell++)
        {
            var words = perCell.Cells[cell];
            var next = FixedStep.Advance(
                words.Start, perCell.InputWord(cell, 1, 9, out _), words.EpsGain,
                words.NoiseX, words.NoiseY, constants.Format, out _);
            Assert.Equal(words.Start, next);
        }

        Assert.True(perCell.Cells.Select(cell => cell.Start.X).Distinct().Count() > 20);
    }

    // Null where the noise is refused for this eps.
    private static PerCellParameters? Draw(CellCase cell, ushort sigma, int seed)
    {
        var imperfections = new Imperfections
        {
            NoiseX = sigma / 65_535.0,
            NoiseY = sigma % 256 / 255.0,
            EpsMismatch = 0.3,
            OffsetMismatch = 0.3,
            RandomStart = true,
            Seed = seed,
        };
        try
        {
            return new PerCellParameters(imperfections, cell.Constants, 1);
        }
        catch (InvalidSettingException)
        {
            return null;
        }
    }
}
