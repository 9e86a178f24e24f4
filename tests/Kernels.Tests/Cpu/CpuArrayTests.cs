using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Cpu;

public class CpuArrayTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new CpuArray(settings);
}

public class CpuArrayInAvx2LanesTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new CpuArray(settings, LaneChoice.Avx2);
}

public class CpuArrayInPortableLanesTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new CpuArray(settings, LaneChoice.Portable32);
}

public class CpuArrayInNarrowLanesTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new CpuArray(settings, LaneChoice.Narrow32);
}

public class CpuArrayBitByBitTests : PerCellArrayContract
{
    /// <summary>W, k, e and eps of narrow formats: with and without saturation, and rings of 1 to 256 steps.</summary>
    public static TheoryData<int, int, int, double> NarrowFormats => new()
    {
        { 3, 8, 3, 0.01 },
        { 3, 8, 6, 0.01 },
        { 3, 8, 0, 0.01 },
        { 3, 6, 0, 0.001 },
        { 3, 6, 8, 0.01 },
        { 3, 9, 5, 0.004 },
        { 3, 7, 3, 0.02 },
        { 4, 8, 3, 0.01 },
        { 4, 8, 6, 0.01 },
        { 4, 6, 1, 0.005 },
    };

    protected override ICellArray Create(ArraySettings settings) => new CpuArray(settings, LaneChoice.Bits);

    [Theory]
    [MemberData(nameof(NarrowFormats))]
    public void Every_input_word_of_a_narrow_format_gives_the_bits_of_the_normative_step(int wordBits, int dtExponent, int extraBits, double eps)
    {
        var format = new CellFormat(wordBits, dtExponent, extraBits);
        // Currents so close that every input word is met, and more of them than a block holds.
        double[] currents = [.. Enumerable.Range(0, 2600).Select(n => -CellParameters.MaxDrive + (2 * CellParameters.MaxDrive * n / 2599))];
        var settings = new ArraySettings(format, new CellParameters(eps), CurrentCodes.Of(currents), new Window(1501, 3000, 7));
        Assert.Equal((2 * settings.Constants.LargestInputWord) + 1, settings.Codes.InputWords(settings.Constants).Distinct().Count());
        using var array = Create(settings);
        using var reference = new ReferenceArray(settings);
        // A processor without AVX-512 computes them in lanes.
        Assert.Equal(SlicedKernel.IsSupported, array.Describe().Kernel == "512 cells a register, bit by bit, AVX-512");
        var runs = settings.Codes.AllCodes();
        var (expected, actual) = (reference.Run(new(runs, All, Readout())), array.Run(new(runs, All, Readout())));
        Assert.Equal(expected.Trace!.Words!, actual.Trace!.Words!);
        Assert.Equal(expected.Signs!.Words, actual.Signs!.Words);
        Assert.Equal(expected.Ends, actual.Ends);
        Assert.Equal(expected.Votes, actual.Votes);
        Assert.Equal(expected.SaturatedRuns, actual.SaturatedRuns);
        Assert.Equal(expected.Ends, array.Run(new(runs, Features.Ends)).Ends);
    }

    [Fact]
    public void A_format_of_many_pairs_of_Yh_and_X_keeps_the_lanes()
    {
        using var array = Create(Settings(format: new CellFormat(4, 9, 6), parameters: new CellParameters(eps: 0.25)));
        Assert.Equal("16 lanes of 32 bits", array.Describe().Kernel);
    }
}
