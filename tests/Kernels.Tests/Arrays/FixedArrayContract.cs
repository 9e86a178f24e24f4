using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Kernels.Tests.Arrays;

/// <summary>What every fixed-point array promises beyond <see cref="ArrayContract"/>: the bits of the normative step and readout.</summary>
public abstract class FixedArrayContract : ArrayContract
{
    /// <summary>W, k, e and eps; both forms of the product, the split gain, and lanes of 16 and of 32 bits.</summary>
    public static TheoryData<int, int, int, double> Formats => new()
    {
        { 16, 8, 0, 0.01 },
        { 16, 7, 0, 0.02 },
        { 16, 8, 4, 0.01 },
        { 16, 6, 0, 0.005 },
        { 16, 12, 8, 0.25 },
        { 15, 8, 0, 0.01 },
        { 12, 10, 2, 0.05 },
        { 8, 8, 6, 0.01 },
        { 6, 8, 6, 0.01 },
        { 5, 9, 8, 0.01 },
        { 4, 8, 6, 0.01 },
        { 3, 8, 6, 0.01 },
        { 3, 6, 0, 0.001 },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_code_gives_the_bits_of_the_normative_step_and_readout(int wordBits, int dtExponent, int extraBits, double eps)
    {
        var settings = Settings(
            transient: 300, steps: 900, stride: 3, new CellFormat(wordBits, dtExponent, extraBits), new CellParameters(eps, a: 0.1));
        using var array = Create(settings);
        using var reference = new ReferenceArray(settings);
        foreach (var activation in new[] { Activation.Linear, Activation.Sigmoid })
        {
            ushort[] runs = [.. settings.Levels.AllIndices(), .. Runs(9)];
            var readout = Readout(cells: 10, classes: 4, activation);
            var (expected, actual) = (reference.Run(runs, All, readout), array.Run(runs, All, readout));
            Assert.Equal(((FixedTrace)expected.Trace!).Words, ((FixedTrace)actual.Trace!).Words);
            Assert.Equal(expected.Signs!.Words, actual.Signs!.Words);
            Assert.Equal(expected.Ends, actual.Ends);
            Assert.Equal(expected.MeanX, actual.MeanX);
            Assert.Equal(expected.ActivationSum, actual.ActivationSum);
            Assert.Equal(expected.Votes, actual.Votes);
            Assert.Equal(expected.SaturatedRuns, actual.SaturatedRuns);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Charge_balances_in_every_run(int wordBits, int dtExponent, int extraBits, double eps)
    {
        var settings = Settings(
            stride: 1, format: new CellFormat(wordBits, dtExponent, extraBits), parameters: new CellParameters(eps));
        using var array = Create(settings);
        var runs = settings.Levels.AllIndices();
        var drives = settings.Levels.Drives(settings.Constants);
        var response = array.Run(runs, Features.Trace | Features.Mean);
        var words = ((FixedTrace)response.Trace!).Words;
        for (var run = 0; run < runs.Length; run++)
        {
            var sum = Enumerable.Range(0, 500).Sum(m => (long)words[(m * runs.Length) + run]);
            Assert.Equal(sum, response.Ends![run].SumX(drives[run], 500, settings.Format));
        }
    }

    [Fact]
    public void Runs_that_touch_the_bound_of_X_are_counted_and_others_are_not()
    {
        using var quiet = Create(Settings());
        Assert.Equal(0, quiet.Run(Runs(70), Features.None).SaturatedRuns);
        using var forced = Create(Settings(format: new CellFormat(dtExponent: 6), parameters: new CellParameters(eps: 0.002)));
        Assert.Equal(70, forced.Run(Runs(70), Features.None).SaturatedRuns);
        Assert.Equal(70, forced.Run(Runs(70), Features.Trace | Features.Mean).SaturatedRuns);
    }

    [Fact]
    public void A_bound_touched_only_in_the_transient_is_counted_too()
    {
        var parameters = new CellParameters(eps: 0.002);
        using var array = Create(Settings(transient: 400, steps: 1, stride: 1, new CellFormat(dtExponent: 6), parameters));
        Assert.Equal(31, array.Run(array.Settings.Levels.AllIndices(), Features.Mean).SaturatedRuns);
    }

    [Fact]
    public void The_description_names_the_format_and_the_constants()
    {
        using var array = Create(Settings());
        Assert.Equal("Q1.14 dt=2^-8 e=0", array.Describe().Arithmetic);
        Assert.Equal(array.Settings.Constants.Hash, array.Describe().ConstantsHash);
    }

    /// <summary>Imperfections, W, k, e and eps: each channel alone, the presets, lanes of 16 and of 32 bits, gains above one half.</summary>
    public static TheoryData<string, int, int, int, double> Populations => new()
    {
        { "spread", 16, 8, 0, 0.01 },
        { "eps", 16, 8, 0, 0.01 },
        { "eps", 16, 8, 0, 0.005 },
        { "noise x", 16, 8, 0, 0.01 },
        { "noise y", 16, 8, 0, 0.01 },
        { "noise y", 8, 8, 6, 0.01 },
        { "drift", 16, 8, 0, 0.01 },
        { "still", 16, 8, 0, 0.01 },
        { "start", 12, 10, 2, 0.05 },
        { "comparator", 16, 8, 0, 0.01 },
        { "bench", 16, 8, 0, 0.01 },
        { "bench", 16, 7, 0, 0.02 },
        { "bench", 16, 8, 4, 0.01 },
        { "bench", 12, 10, 2, 0.05 },
        { "bench", 8, 8, 6, 0.01 },
        { "bench", 4, 8, 6, 0.01 },
        { "bench", 3, 8, 6, 0.01 },
        { "harsh", 16, 8, 0, 0.01 },
        { "harsh", 16, 8, 0, 0.005 },
        { "harsh", 8, 8, 6, 0.01 },
        { "harsh", 6, 8, 6, 0.01 },
        { "harsh, running on", 16, 8, 0, 0.01 },
        { "harsh, running on", 8, 8, 6, 0.01 },
    };

    [Theory]
    [MemberData(nameof(Populations))]
    public void Every_cell_of_a_population_gives_the_bits_of_the_normative_step(string name, int wordBits, int dtExponent, int extraBits, double eps)
    {
        // A transient and a stride that are no multiples of 8, so that the generators stand anywhere where samples are taken.
        var settings = Settings(
            transient: 301, steps: 900, stride: 3, new CellFormat(wordBits, dtExponent, extraBits), new CellParameters(eps, a: 0.1))
            with
        { Imperfections = ImperfectionsOf(name), Cells = 37 };
        using var array = Create(settings);
        using var reference = new ReferenceArray(settings);
        foreach (var activation in new[] { Activation.Linear, Activation.Sigmoid })
        {
            var runs = Runs(4 * 37);
            var readout = Readout(cells: 37, classes: 4, activation);
            var (expected, actual) = (reference.Run(runs, All, readout, 70_000), array.Run(runs, All, readout, 70_000));
            Assert.Equal(((FixedTrace)expected.Trace!).Words, ((FixedTrace)actual.Trace!).Words);
            Assert.Equal(expected.Signs!.Words, actual.Signs!.Words);
            Assert.Equal(expected.Ends, actual.Ends);
            Assert.Equal(expected.MeanX, actual.MeanX);
            Assert.Equal(expected.ActivationSum, actual.ActivationSum);
            Assert.Equal(expected.Votes, actual.Votes);
            Assert.Equal(expected.SaturatedRuns, actual.SaturatedRuns);
            Assert.Equal(reference.Memory, Assert.IsAssignableFrom<IFreeRunningArray>(array).Memory);
        }

        Assert.Equal(reference.Describe().Cells, array.Describe().Cells);
        Assert.Equal(reference.Describe().Deterministic, array.Describe().Deterministic);
    }

    [Theory]
    [InlineData("bench")]
    [InlineData("harsh")]
    public void A_run_of_a_population_depends_on_its_cell_and_trial_and_on_no_other_run(string name)
    {
        using var array = Create(Settings() with { Imperfections = ImperfectionsOf(name), Cells = 11 });
        var runs = Runs(7 * 11);
        var together = array.Run(runs, Features.Mean | Features.Trace, null, 5);
        var later = array.Run(runs.AsSpan(3 * 11), Features.Mean | Features.Trace, null, 8);
        for (var run = 0; run < later.Runs; run++)
        {
            Assert.Equal(together.MeanX![run + (3 * 11)], later.MeanX![run]);
            Assert.Equal(together.Trace![70, run + (3 * 11)], later.Trace![70, run]);
        }

        Assert.NotEqual(together.MeanX, array.Run(runs, Features.Mean, null, 6).MeanX);
    }

    [Fact]
    public void Cells_that_run_on_go_on_from_their_registers()
    {
        var settings = Settings(transient: 45, steps: 350) with { Imperfections = ImperfectionsOf("harsh, running on"), Cells = 11 };
        using var whole = (IFreeRunningArray)Create(settings);
        using var parted = (IFreeRunningArray)Create(settings);
        using var resumed = (IFreeRunningArray)Create(settings);
        var runs = Runs(6 * 11);
        var expected = whole.Run(runs, Features.Trace, null, 0);
        parted.Run(runs.AsSpan(0, 2 * 11), Features.Votes, Readout(11), 0);
        resumed.Memory = parted.Memory;
        var rest = resumed.Run(runs.AsSpan(2 * 11), Features.Trace, null, 2);
        for (var run = 0; run < rest.Runs; run++)
        {
            Assert.Equal(expected.Trace![49, run + (2 * 11)], rest.Trace![49, run]);
        }

        Assert.Equal(whole.Memory, resumed.Memory);
        Assert.Throws<InvalidSettingException>(() => resumed.Memory = [1, 2, 3]);
        Assert.Throws<ArgumentException>(() => resumed.Run(Runs(12), Features.Trace));
    }

    [Fact]
    public void A_readout_of_another_number_of_cells_is_refused()
    {
        using var array = Create(Settings() with { Imperfections = ImperfectionsOf("spread"), Cells = 10 });
        Assert.Throws<ArgumentException>(() => array.Run(Runs(20), Features.Votes, Readout(cells: 5)));
    }

    private static Imperfections ImperfectionsOf(string name) => name switch
    {
        "spread" => new Imperfections { OffsetSpread = 0.5, GainSpread = 0.5 },
        "eps" => new Imperfections { EpsSpread = 0.3 },
        "noise x" => new Imperfections { NoiseX = 0.2 },
        "noise y" => new Imperfections { NoiseY = 0.2 },
        "drift" => new Imperfections { Drift = 0.2 },
        "still" => new Imperfections { Dead = 0.2, Stuck = 0.3 },
        "start" => new Imperfections { RandomStart = true },
        "comparator" => new Imperfections { Comparator = 0.3, OffsetSpread = 0.1 },
        "harsh, running on" => Imperfections.Preset("harsh") with { FreeRunning = true },
        _ => Imperfections.Preset(name),
    };
}
