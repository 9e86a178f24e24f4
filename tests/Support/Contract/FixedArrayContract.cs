using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Tests;

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
        foreach (var nonlinearity in new[] { Nonlinearity.Linear, Nonlinearity.Sigmoid })
        {
            ushort[] runs = [.. settings.Codes.AllCodes(), .. Runs(9)];
            var readout = Readout(cells: 10, classes: 4, nonlinearity);
            var (expected, actual) = (reference.Run(new(runs, All, readout)), array.Run(new(runs, All, readout)));
            Assert.Equal(expected.Trace!.Words!, actual.Trace!.Words!);
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
            stride: 1, format: new CellFormat(wordBits, dtExponent, extraBits), parameters: new CellParameters(eps, a: 0.1));
        using var array = Create(settings);
        var runs = settings.Codes.AllCodes();
        var inputWords = settings.Codes.InputWords(settings.Constants);
        var response = array.Run(new(runs, Features.Trace | Features.Mean));
        var words = response.Trace!.Words!;
        for (var run = 0; run < runs.Length; run++)
        {
            var sum = Enumerable.Range(0, 500).Sum(m => (long)words[(m * runs.Length) + run]);
            Assert.Equal(sum, response.Ends![run].SumX(inputWords[run], 500, settings.Format));
        }
    }

    [Fact]
    public void Runs_that_touch_the_bound_of_X_are_counted_and_others_are_not()
    {
        using var quiet = Create(Settings());
        Assert.Equal(0, quiet.Run(new(Runs(70), Features.None)).SaturatedRuns);
        using var forced = Create(Settings(format: new CellFormat(dtExponent: 6), parameters: new CellParameters(eps: 0.002)));
        Assert.Equal(70, forced.Run(new(Runs(70), Features.None)).SaturatedRuns);
        Assert.Equal(70, forced.Run(new(Runs(70), Features.Trace | Features.Mean)).SaturatedRuns);
    }

    [Fact]
    public void A_bound_touched_only_in_the_transient_is_counted_too()
    {
        var parameters = new CellParameters(eps: 0.002);
        using var array = Create(Settings(transient: 400, steps: 1, stride: 1, new CellFormat(dtExponent: 6), parameters));
        Assert.Equal(31, array.Run(new(array.Settings.Codes.AllCodes(), Features.Mean)).SaturatedRuns);
    }

    [Fact]
    public void The_description_names_the_format_and_the_constants()
    {
        using var array = Create(Settings());
        Assert.Equal("Q1.14 dt=2^-8 e=0", array.Describe().Arithmetic);
        Assert.Equal(array.Settings.Constants.Hash, array.Describe().ConstantsHash);
    }
}
