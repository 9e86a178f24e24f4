using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Arrays;

public class EqualCellRunsTests
{
    private const int Cells = 30;

    public static TheoryData<Imperfections> Shared => new(
        new Imperfections { OffsetMismatch = 0.5, GainMismatch = 0.5, Seed = 3 },
        new Imperfections { OffsetMismatch = 0.02, Seed = 1 },
        new Imperfections { GainMismatch = 0.1, AdcBits = 8 },
        new Imperfections { OffsetMismatch = 0.3, Dead = 0.1, Stuck = 0.1 });

    [Theory]
    [MemberData(nameof(Shared))]
    public void Each_run_of_each_cell_is_to_the_bit_the_one_that_it_is_said_to_equal(Imperfections imperfections)
    {
        var settings = SettingsOf(imperfections);
        var runs = EqualCellRuns.Of(settings)!;
        using var array = new CpuArray(settings);
        ushort[] all = [.. Enumerable.Range(0, settings.Codes.Count * Cells).Select(run => (ushort)(run / Cells))];
        var (each, few) = (Run(array, all), Run(array, runs.Codes));
        Assert.Equal(all.Length, runs.Indices.Length);
        Assert.True(runs.Codes.Length <= all.Length / 2);
        Assert.Equal(0, runs.Codes.Length % Cells);
        for (var run = 0; run < all.Length; run++)
        {
            var known = runs.Distinct[runs.Indices[run]];
            Assert.Equal(each.MeanX![run], few.MeanX![known]);
            Assert.Equal(each.ActivationSum![run], few.ActivationSum![known]);
            for (var sample = 0; sample < each.Trace!.Samples; sample += 7)
            {
                Assert.Equal(each.Trace[sample, run], few.Trace![sample, known]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shared))]
    public void No_run_is_made_twice_but_to_fill_up_a_trial(Imperfections imperfections)
    {
        var settings = SettingsOf(imperfections);
        var runs = EqualCellRuns.Of(settings)!;
        var words = new RunInputWords(settings).Of(runs.Codes, 0);
        Assert.Equal(runs.Distinct.Order(), runs.Distinct);
        var cells = settings.PerCell!.Cells;
        var different = runs.Distinct.Select(run => (words[run], cells[run % Cells].EpsGain, cells[run % Cells].Start)).Distinct();
        Assert.Equal(runs.Distinct.Length, different.Count());
    }

    [Fact]
    public void Cells_that_differ_in_eps_or_start_share_no_runs()
    {
        Assert.Null(EqualCellRuns.Of(SettingsOf(new Imperfections { EpsMismatch = 0.1 })));
        Assert.Null(EqualCellRuns.Of(SettingsOf(new Imperfections { RandomStart = true })));
    }

    // S in steps of 2^-10: 2,483 words at most, where 30 cells have 30,690 runs.
    private static ArraySettings SettingsOf(Imperfections imperfections) => SmallArrays.Settings with
    {
        Format = new CellFormat(wordBits: 8, currentExtraBits: 4),
        Cells = Cells,
        Codes = CurrentCodes.OfBits(10),
        Imperfections = imperfections,
    };

    private static Response Run(CpuArray array, ushort[] codes) =>
        array.Run(new(codes, Features.Trace | Features.Mean | Features.Activation, new Readout(Nonlinearity.Sigmoid, [], [0])));
}
