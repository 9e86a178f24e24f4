using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Hidden;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Hidden.Units;

public class UnitLayerTests
{
    private const int Units = 6, Images = 20, Classes = 3;

    private readonly float[] _sums = Array.ConvertAll(SmallImages.Noise(Units * Images), value => 2.5f * value);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Pooling_equal_cells_changes_no_bit_of_means_and_slopes(int pool)
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
        var units = Of(cells, pool, 0);
        Assert.Equal(Respond(cells.Forward), Respond(units.Forward));

        var slopes = new float[2][];
        foreach (var (index, layer) in new HiddenLayer[] { cells, units }.Index())
        {
            var activations = Respond(layer.ForwardInTraining(0, Units, 1)(1));
            layer.Surrogate("measured").Slopes(_sums, activations, slopes[index] = new float[_sums.Length]);
        }

        Assert.Equal(slopes[0], slopes[1]);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 0)]
    [InlineData(3, 2)]
    public void Votes_of_pooled_equal_cells_are_those_of_single_cells_where_the_weights_are_exact(int pool, int ghosts)
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
        float[] weights = [.. SmallImages.Noise(Units * Classes).Select(value => MathF.Round(value * 64) / 64)];
        var readout = new Readout(Nonlinearity.Linear, weights, [0.125f, -0.25f, 0]);
        var codes = Codes(array);
        Assert.Equal(cells.Voter(readout).Vote(codes), Of(cells, pool, ghosts).Voter(readout)!.Vote(codes));
    }

    [Fact]
    public void Pooled_votes_of_a_look_up_are_those_of_the_running_array()
    {
        var settings = SmallArrays.Settings with
        {
            Imperfections = new Imperfections { OffsetMismatch = 0.3, GainMismatch = 0.3, Seed = 2 },
            Cells = new UnitLayout(Units, 3, 2).Cells,
        };
        using var array = new CpuArray(settings);
        var readout = new Readout(Nonlinearity.Linear, SmallImages.Noise(Units * Classes), new float[Classes]);
        var votes = new[] { ForwardMode.Table, ForwardMode.Stream }.Select(mode =>
            Of(new HiddenCells(array, Nonlinearity.Linear, mode), 3, 2).Voter(readout)!.Vote(Codes(array))).ToArray();
        Assert.Equal(votes[0], votes[1]);
    }

    [Fact]
    public void A_unit_of_different_cells_gives_their_mean_and_ghosts_belong_to_none()
    {
        var layout = new UnitLayout(2, 3, 2);
        var units = new float[4];
        layout.Average([1, 2, 6, 4, 4, 4, 99, 99, 0, 0, 3, -1, -2, -3, 99, 99], units);
        Assert.Equal([3, 4, 1, -2], units);
        var cells = new float[16];
        layout.Spread([1, 2, 3, 4], cells, 7);
        Assert.Equal([1, 1, 1, 2, 2, 2, 7, 7, 3, 3, 3, 4, 4, 4, 7, 7], cells);
    }

    [Fact]
    public void Pooling_divides_the_variance_of_uncorrelated_noise_and_leaves_correlated_noise()
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
        double Deviation(int pool, string kind) => Deviations(cells, pool, 0, HiddenNoise.Of(kind, 0.5));
        Assert.Equal(1, Deviation(1, "additive"), 0.12);
        Assert.Equal(0.5, Deviation(4, "additive"), 0.06);
        Assert.Equal(1, Deviation(4, "additive-correlated"), 0.3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Ghosts_remove_additive_correlated_noise_where_there_is_no_other(int ghosts)
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
        Assert.True(Deviations(cells, 1, 0, HiddenNoise.Of("additive-correlated", 0.5)) > 0.5);
        Assert.Equal(0, Deviations(cells, 1, ghosts, HiddenNoise.Of("additive-correlated", 0.5)), 1e-6);

        var readout = new Readout(Nonlinearity.Linear, SmallImages.Noise(Units * Classes), new float[Classes]);
        int[] Votes(HiddenNoise noise, NoiseTiming timing) =>
            Of(cells, 1, ghosts).Under(new TestNoise(noise, 3, timing)).Voter(readout)!.Vote(Codes(array));
        var clean = Votes(HiddenNoise.None, NoiseTiming.Sample);
        foreach (var timing in Enum.GetValues<NoiseTiming>())
        {
            var noisy = Votes(HiddenNoise.Of("additive-correlated", 0.5), timing);
            Assert.True(clean.Zip(noisy, (a, b) => Math.Abs(a - b)).Sum() < 0.001 * clean.Sum()); // rounding at ties
        }
    }

    [Fact]
    public void Ghosts_of_cells_that_rest_at_a_mean_of_zero_tell_nothing_about_multiplicative_noise()
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
        var noise = HiddenNoise.Of("multiplicative-correlated", 0.5);
        var ghost = cells.ResponseTable!.Activations[array.Settings.Codes.MaxCode];
        Assert.InRange(Math.Abs(ghost), 0, 0.2); // a window of a few periods
        Assert.True(Deviations(cells, 1, 4, noise) > 0.7 * Deviations(cells, 1, 0, noise));
    }

    [Fact]
    public void Multiplicative_noise_scales_the_slope_as_it_scales_the_output()
    {
        var layer = new UnitLayer(new PlainLayer(new PlainSigmoid()), new UnitLayout(Units, 1, 0), 0, HiddenNoise.Of("multiplicative", 0.1));
        var plain = new PlainLayer(new PlainSigmoid());
        var (clean, noisy) = (Respond(plain.Forward), Respond(layer.ForwardInTraining(0, Units, 1)(1)));
        var slopes = new float[_sums.Length];
        layer.Surrogate("").Slopes(_sums, noisy, slopes);
        for (var i = 0; i < slopes.Length; i++)
        {
            Assert.Equal(noisy[i] * (1 - clean[i]), slopes[i], 1e-5); // the factor is noisy/clean, the slope clean · (1 - clean)
        }
    }

    [Fact]
    public void Noisy_votes_repeat_themselves_and_are_those_without_noise_where_it_is_weak()
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var cells = new HiddenCells(array, Nonlinearity.Sigmoid, ForwardMode.Table);
        var readout = new Readout(Nonlinearity.Sigmoid, SmallImages.Noise(Units * Classes), new float[Classes]);
        int[] Votes(double intensity, int seed, ForwardMode mode = ForwardMode.Table)
        {
            var layer = mode == ForwardMode.Table ? cells : new HiddenCells(array, Nonlinearity.Sigmoid, mode);
            var noise = new HiddenNoise { Additive = intensity, Multiplicative = intensity, MultiplicativeCorrelated = intensity };
            return Of(layer, 2, 1).Under(new TestNoise(noise, seed)).Voter(readout)!.Vote(Codes(array));
        }

        var clean = cells.Voter(readout).Vote(Codes(array));
        Assert.True(clean.Zip(Votes(1e-12, 1), (a, b) => Math.Abs(a - b)).Sum() < 0.01 * clean.Sum());
        Assert.Equal(Votes(0.1, 1), Votes(0.1, 1));
        Assert.Equal(Votes(0.1, 1), Votes(0.1, 1, ForwardMode.Stream));
        Assert.NotEqual(Votes(0.1, 1), Votes(0.1, 2));
    }

    private static UnitLayer Of(HiddenLayer cells, int pool, int ghosts) => new(cells, new UnitLayout(Units, pool, ghosts), 0, HiddenNoise.None);

    // Of the activations from those without noise, root of the mean square.
    private double Deviations(HiddenLayer cells, int pool, int ghosts, HiddenNoise noise)
    {
        var clean = Respond(cells.Forward);
        var noisy = Respond(Of(cells, pool, ghosts).Under(new TestNoise(noise, 5)).Forward);
        return Math.Sqrt(clean.Zip(noisy, (a, b) => (double)(a - b) * (a - b)).Average());
    }

    private float[] Respond(IForward forward)
    {
        var activations = new float[_sums.Length];
        forward.Respond(_sums, activations);
        return activations;
    }

    private ushort[] Codes(CpuArray array)
    {
        var codes = new ushort[_sums.Length];
        CurrentEncoder.Of(_sums, array.Settings.Codes, new float[_sums.Length], codes);
        return codes;
    }
}
