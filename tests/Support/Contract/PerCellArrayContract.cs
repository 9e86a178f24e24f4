using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Tests;

/// <summary>
/// What every fixed-point array with imperfections promises beyond <see cref="FixedArrayContract"/>: per-cell parameters, bit-exact noise,
/// stateful cells.
/// </summary>
public abstract class PerCellArrayContract : FixedArrayContract
{
    /// <summary>Imperfections, W, k, e and eps: each channel alone, the presets, lanes of 16 and of 32 bits, gains above one half.</summary>
    public static TheoryData<string, int, int, int, double> PerCellCases => new()
    {
        { "mismatch", 16, 8, 0, 0.01 },
        { "eps", 16, 8, 0, 0.01 },
        { "eps", 16, 8, 0, 0.005 },
        { "noise x", 16, 8, 0, 0.01 },
        { "noise y", 16, 8, 0, 0.01 },
        { "noise y", 8, 8, 6, 0.01 },
        { "drift", 16, 8, 0, 0.01 },
        { "still", 16, 8, 0, 0.01 },
        { "start", 12, 10, 2, 0.05 },
        { "comparator", 16, 8, 0, 0.01 },
        { "lab", 16, 8, 0, 0.01 },
        { "lab", 16, 7, 0, 0.02 },
        { "lab", 16, 8, 4, 0.01 },
        { "lab", 12, 10, 2, 0.05 },
        { "lab", 8, 8, 6, 0.01 },
        { "lab", 4, 8, 6, 0.01 },
        { "lab", 3, 8, 6, 0.01 },
        { "harsh", 16, 8, 0, 0.01 },
        { "harsh", 16, 8, 0, 0.005 },
        { "harsh", 8, 8, 6, 0.01 },
        { "harsh", 6, 8, 6, 0.01 },
        { "harsh, running on", 16, 8, 0, 0.01 },
        { "harsh, running on", 8, 8, 6, 0.01 },
    };

    [Theory]
    [MemberData(nameof(PerCellCases))]
    public void Every_cell_with_per_cell_parameters_gives_the_bits_of_the_normative_step(
        string name, int wordBits, int dtExponent, int extraBits, double eps)
    {
        // A transient and a stride that are no multiples of 8, so that samples are taken at every phase of the generators.
        var settings = Settings(
            transient: 301, steps: 900, stride: 3, new CellFormat(wordBits, dtExponent, extraBits), new CellParameters(eps, a: 0.1))
            with
        { Imperfections = ImperfectionsOf(name), Cells = 37 };
        if (!CanHave(settings))
        {
            Assert.Throws<InvalidSettingException>(() => Create(settings));
            return;
        }

        using var array = Create(settings);
        using var reference = new ReferenceArray(settings);
        foreach (var nonlinearity in new[] { Nonlinearity.Linear, Nonlinearity.Sigmoid })
        {
            var runs = Runs(4 * 37);
            var readout = Readout(cells: 37, classes: 4, nonlinearity);
            var (expected, actual) = (reference.Run(new(runs, All, readout, 70_000)), array.Run(new(runs, All, readout, 70_000)));
            Assert.Equal(expected.Trace!.Words!, actual.Trace!.Words!);
            Assert.Equal(expected.Signs!.Words, actual.Signs!.Words);
            Assert.Equal(expected.Ends, actual.Ends);
            Assert.Equal(expected.MeanX, actual.MeanX);
            Assert.Equal(expected.ActivationSum, actual.ActivationSum);
            Assert.Equal(expected.Votes, actual.Votes);
            Assert.Equal(expected.SaturatedRuns, actual.SaturatedRuns);
            Assert.Equal(reference.Memory, Assert.IsAssignableFrom<ICellArray>(array).Memory);
        }

        Assert.Equal(reference.Describe().Cells, array.Describe().Cells);
        Assert.Equal(reference.Describe().Deterministic, array.Describe().Deterministic);
    }

    [Theory]
    [InlineData("lab")]
    [InlineData("harsh")]
    public void A_run_depends_on_its_cell_and_trial_and_on_no_other_run(string name)
    {
        using var array = Create(Settings() with { Imperfections = ImperfectionsOf(name), Cells = 11 });
        var runs = Runs(7 * 11);
        var together = array.Run(new(runs, Features.Mean | Features.Trace, null, 5));
        var later = array.Run(new(runs.AsSpan(3 * 11), Features.Mean | Features.Trace, null, 8));
        for (var run = 0; run < later.Runs; run++)
        {
            Assert.Equal(together.MeanX![run + (3 * 11)], later.MeanX![run]);
            Assert.Equal(together.Trace![70, run + (3 * 11)], later.Trace![70, run]);
        }

        Assert.NotEqual(together.MeanX, array.Run(new(runs, Features.Mean, null, 6)).MeanX);
    }

    [Fact]
    public void Stateful_cells_continue_from_their_registers()
    {
        var settings = Settings(transient: 45, steps: 350) with { Imperfections = ImperfectionsOf("harsh, running on"), Cells = 11 };
        if (!CanHave(settings))
        {
            Assert.Throws<InvalidSettingException>(() => Create(settings));
            return;
        }

        using var whole = (ICellArray)Create(settings);
        using var parted = (ICellArray)Create(settings);
        using var resumed = (ICellArray)Create(settings);
        var runs = Runs(6 * 11);
        var expected = whole.Run(new(runs, Features.Trace, null, 0));
        parted.Run(new(runs.AsSpan(0, 2 * 11), Features.Votes, Readout(11), 0));
        resumed.Memory = parted.Memory;
        var rest = resumed.Run(new(runs.AsSpan(2 * 11), Features.Trace, null, 2));
        for (var run = 0; run < rest.Runs; run++)
        {
            Assert.Equal(expected.Trace![49, run + (2 * 11)], rest.Trace![49, run]);
        }

        Assert.Equal(whole.Memory, resumed.Memory);
        Assert.Throws<InvalidSettingException>(() => resumed.Memory = [1, 2, 3]);
        Assert.Throws<ArgumentException>(() => resumed.Run(new(Runs(12), Features.Trace)));
    }

    [Fact]
    public void A_readout_of_another_number_of_cells_is_refused()
    {
        using var array = Create(Settings() with { Imperfections = ImperfectionsOf("mismatch"), Cells = 10 });
        Assert.Throws<InvalidSettingException>(() => array.Run(new(Runs(20), Features.Votes, Readout(cells: 5))));
    }

    /// <summary>False for cells of <see cref="PerCellCases"/> that the array cannot have and refuses.</summary>
    protected virtual bool CanHave(ArraySettings settings) => true;

    private static Imperfections ImperfectionsOf(string name) => name switch
    {
        "mismatch" => new Imperfections { OffsetMismatch = 0.5, GainMismatch = 0.5 },
        "eps" => new Imperfections { EpsMismatch = 0.3 },
        "noise x" => new Imperfections { NoiseX = 0.2 },
        "noise y" => new Imperfections { NoiseY = 0.2 },
        "drift" => new Imperfections { Drift = 0.2 },
        "still" => new Imperfections { Dead = 0.2, Stuck = 0.3 },
        "start" => new Imperfections { RandomStart = true },
        "comparator" => new Imperfections { Comparator = 0.3, OffsetMismatch = 0.1 },
        "harsh, running on" => Imperfections.Preset("harsh") with { Stateful = true },
        _ => Imperfections.Preset(name),
    };
}
