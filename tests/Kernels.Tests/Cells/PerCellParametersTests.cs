using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;
using MathNet.Numerics.Statistics;

namespace FhnHw.Kernels.Tests.Cells;

public class PerCellParametersTests
{
    private static readonly CellConstants Constants = new(new CellFormat(), new CellParameters());

    [Fact]
    public void Words_by_counting_are_those_that_the_document_pins()
    {
        Assert.Equal((0u, 0x514E28B7u), (CellHash.Mix(0), CellHash.Mix(1)));
        Assert.Equal(0xBE3B0C53u, CellHash.Word(1, CellDraw.Gain, 2, 3)); // computed separately, by the document's formula
        Assert.NotEqual(CellHash.Word(1, CellDraw.Gain, 0, 1), CellHash.Word(1, CellDraw.Gain, 1, 0));
    }

    [Fact]
    public void Normal_draws_have_mean_0_and_deviation_1_and_do_not_follow_each_other()
    {
        var draws = Enumerable.Range(0, 20_000).Select(cell => CellHash.Normal(5, CellDraw.Gain, (uint)cell)).ToArray();
        var others = Enumerable.Range(0, 20_000).Select(cell => CellHash.Normal(5, CellDraw.Offset, (uint)cell)).ToArray();
        Assert.InRange(draws.Mean(), -0.03, 0.03);
        Assert.InRange(draws.StandardDeviation(), 0.98, 1.02);
        Assert.InRange(Correlation.Pearson(draws, others), -0.03, 0.03);
        Assert.InRange(Correlation.Pearson(draws[1..], draws[..^1]), -0.03, 0.03);
    }

    [Fact]
    public void Mismatch_noise_and_initial_states_have_the_sizes_that_are_set()
    {
        var perCell = new PerCellParameters(
            new Imperfections { OffsetMismatch = 0.2, GainMismatch = 0.1, EpsMismatch = 0.05, NoiseX = 0.1, NoiseY = 0.1, RandomStart = true },
            Constants, 5000);
        var cells = perCell.Cells;
        Assert.InRange(cells.Select(cell => cell.Offset).StandardDeviation(), 0.19, 0.21);
        Assert.InRange(cells.Select(cell => cell.Gain).Mean(), 0.99, 1.01);
        Assert.InRange(cells.Select(cell => cell.Gain).StandardDeviation(), 0.095, 0.105);
        Assert.InRange(cells.Select(cell => 256.0 / cell.EpsGain).StandardDeviation(), 0.00047, 0.00053);
        Assert.All(cells, cell => Assert.Equal((59, 59), (cell.NoiseX, cell.NoiseY))); // 0.1 · √(1/256)/√3 · 2^14
        Assert.InRange(cells.Max(cell => Math.Abs(cell.Start.X)), 18_000, 18_919); // 2/√3 · 2^14
        Assert.InRange(cells.Max(cell => Math.Abs(cell.Start.Yh)), 6_000, 6_307);
    }

    [Fact]
    public void A_cell_is_the_same_whatever_their_number_and_another_with_another_seed()
    {
        var imperfections = Imperfections.Preset("lab");
        var (few, many) = (new PerCellParameters(imperfections, Constants, 10), new PerCellParameters(imperfections, Constants, 100));
        Assert.Equal(few.Cells, many.Cells.Take(10));
        Assert.Equal(few.Hash, new PerCellParameters(imperfections, Constants, 10).Hash);
        Assert.NotEqual(few.Hash, new PerCellParameters(imperfections with { Seed = 2 }, Constants, 10).Hash);
        Assert.NotEqual(few.Generator(3, 7), few.Generator(7, 3));
    }

    [Theory]
    [InlineData(0.05, 0.1)]
    [InlineData(0, 0.07)]
    [InlineData(0.3, 0.7)]
    public void Dead_and_stuck_cells_are_as_many_as_is_set(double dead, double stuck)
    {
        var perCell = new PerCellParameters(new Imperfections { Dead = dead, Stuck = stuck }, Constants, 100);
        Assert.Equal((int)Math.Round(100 * (dead + stuck)), perCell.Cells.Count(cell => cell.IsStuck));
        Assert.Equal((int)Math.Round(100 * dead), perCell.Cells.Count(cell => cell.IsStuck && cell.Start.X == 0));
    }

    [Fact]
    public void A_drive_beyond_the_range_is_clipped_and_reported()
    {
        var perCell = new PerCellParameters(new Imperfections { OffsetMismatch = 1, GainMismatch = 1 }, Constants, 200);
        var clipped = 0;
        for (var cell = 0; cell < 200; cell++)
        {
            var S = perCell.InputWord(cell, 1, 0, out var isClipped);
            Assert.Equal(isClipped, Math.Abs(perCell.DriveOf(cell, 1, 0)) > CellParameters.MaxDrive);
            Assert.True(!isClipped || Math.Abs(S) == Constants.LargestInputWord);
            clipped += isClipped ? 1 : 0;
        }

        Assert.InRange(clipped, 20, 80);
    }

    [Fact]
    public void Offsets_drift_with_the_trials()
    {
        var perCell = new PerCellParameters(new Imperfections { Drift = 0.1 }, Constants, 1000);
        var moved = Enumerable.Range(0, 1000).Select(cell => perCell.DriveOf(cell, 0, PerCellParameters.DriftTrials)).ToArray();
        Assert.InRange(moved.StandardDeviation(), 0.09, 0.11);
        Assert.All(Enumerable.Range(0, 1000), cell => Assert.Equal(0, perCell.DriveOf(cell, 0, 0)));
    }

    [Fact]
    public void What_makes_trials_differ_is_named()
    {
        Assert.Null(Of(new Imperfections { OffsetMismatch = 0.1, EpsMismatch = 0.1, Dead = 0.1, RandomStart = true }));
        Assert.Equal("its cells are noisy", Of(new Imperfections { NoiseY = 0.1 }));
        Assert.Equal("its cells are stateful", Of(new Imperfections { Stateful = true }));
        Assert.Equal("its cells drift", Of(new Imperfections { Drift = 0.1 }));

        static string? Of(Imperfections imperfections) => new PerCellParameters(imperfections, Constants, 20).Unsteadiness;
    }

    [Fact]
    public void Noise_under_half_an_LSB_is_told_as_lost()
    {
        var narrow = new CellConstants(new CellFormat(4, 8, 6), new CellParameters());
        var perCell = new PerCellParameters(new Imperfections { NoiseX = 0.05, NoiseY = 0.05 }, narrow, 2);
        Assert.Equal((0, "noise on x is under half an LSB and lost"), (perCell.NoiseX, perCell.LostNoise));
        Assert.True(perCell.HasNoise);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Imperfections[] bad =
        [
            new() { OffsetMismatch = -0.1 }, new() { GainMismatch = 1.1 }, new() { NoiseX = 2 },
            new() { AdcBits = 17 }, new() { AdcBits = 4, AdcRange = 0 },
            new() { Dead = 0.6, Stuck = 0.6 }, new() { AdcBits = 4, Comparator = 0 }, new() { Comparator = 3 }, new() { Drift = 2 },
        ];
        Assert.All(bad, imperfections => Assert.Throws<InvalidSettingException>(() => new PerCellParameters(imperfections, Constants, 10)));
        Assert.Throws<InvalidSettingException>(() => new PerCellParameters(Imperfections.Preset("lab"), Constants, 0));
        Assert.Throws<InvalidSettingException>(() => Imperfections.Preset("perfect"));
    }

    [Fact]
    public void Noise_that_could_take_Y_out_of_its_register_is_refused()
    {
        var slow = new CellConstants(new CellFormat(dtExponent: 12), new CellParameters(eps: 0.25));
        var error = Assert.Throws<InvalidSettingException>(() => new PerCellParameters(new Imperfections { NoiseX = 1 }, slow, 1));
        Assert.Contains(Remedy.Smaller(nameof(Imperfections.NoiseX)), error.Remedies);
    }
}
