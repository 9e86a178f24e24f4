using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.OpenCl;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.OpenCl;

/// <summary>The contract in the form that the tuner chooses.</summary>
[Collection(TestDevice.Collection)]
public class OpenClArrayTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new OpenClArray(settings, TestDevice.Get(), TestDevice.Tuner);
}

/// <summary>The contract in portable vectors of 32-bit lanes.</summary>
[Collection(TestDevice.Collection)]
public class OpenClArrayInInt16FormTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new OpenClArray(settings, TestDevice.Get(), OpenClForm.Int16);
}

/// <summary>The contract in 16-bit lanes of half the width, where the processor and the format take them.</summary>
[Collection(TestDevice.Collection)]
public class OpenClArrayInShort16FormTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) =>
        new OpenClArray(settings, TestDevice.Get(), LaneFit.Fits16(settings) && Avx2.IsSupported ? OpenClForm.Short16 : OpenClForm.Int16);
}

/// <summary>The contract with one cell a work-item, as on a GPU, with its groups and its readout in local memory.</summary>
[Collection(TestDevice.Collection)]
public class OpenClArrayInScalarFormTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new OpenClArray(settings, TestDevice.Get(), OpenClForm.Scalar);
}

/// <summary>The contract with one cell a work-item in groups that are smaller than those of the readout.</summary>
[Collection(TestDevice.Collection)]
public class OpenClArrayInSmallGroupsTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) =>
        new OpenClArray(settings, TestDevice.Get(), OpenClForm.Scalar with { LocalSize = 32 });
}

[Collection(TestDevice.Collection)]
public class OpenClFormsTests
{
    [Theory]
    [InlineData("ideal")]
    [InlineData("lab")]
    [InlineData("harsh")]
    public void A_processor_with_16_bit_lanes_runs_every_preset_in_its_widest(string imperfections)
    {
        var settings = new ArraySettings(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(6, -1), new Window(0, 8, 1))
        {
            Imperfections = Imperfections.Preset(imperfections),
            Cells = 100,
        };
        Assert.True(LaneFit.Fits16(settings));
        using var array = new OpenClArray(settings, TestDevice.Get(), TestDevice.Tuner);
        using var ideal = new OpenClArray(settings with { Imperfections = Imperfections.Ideal }, TestDevice.Get(), TestDevice.Tuner);
        Assert.EndsWith(", per-cell parameters", imperfections == "ideal" ? ", per-cell parameters" : array.Describe().Kernel, StringComparison.Ordinal);
        Assert.Contains(Avx512BW.IsSupported ? "32 lanes of 16 bits" : "16 lanes of", ideal.Describe().Kernel, StringComparison.Ordinal);
        Assert.Equal(Avx2.IsSupported && TestDevice.Get().IsProcessor, array.Describe().Kernel.Contains("of 16 bits", StringComparison.Ordinal));
    }
}

[Collection(TestDevice.Collection)]
public class OpenClVotesInDoubtTests
{
    /// <summary>Classes whose outputs differ by less than the estimate's bound, in one block of 16 classes and in two, some of them the same.</summary>
    [Theory]
    [InlineData("FORM_SCALAR", 4)]
    [InlineData("FORM_INT16", 4)]
    [InlineData("FORM_INT16", 18)]
    [InlineData("FORM_SHORT16", 4)]
    [InlineData("FORM_SHORT16", 18)]
    [InlineData("FORM_SHORT32", 4)]
    [InlineData("FORM_SHORT32", 18)]
    public void Votes_that_no_estimate_decides_equal_those_of_the_CPU_array(string macro, int classes)
    {
        if (!OpenClWithoutOptimisationTests.IsHere(macro))
        {
            return;
        }

        const int cells = 33;
        var settings = ArraySettings.Usual with { Window = new Window(2000, 4000, 5) };
        var random = new Random(7);
        var row = Enumerable.Range(0, cells).Select(_ => random.NextSingle() - 0.5f).ToArray();
        float[] weights = [.. row.SelectMany(weight => Enumerable.Range(0, classes).Select(c => weight + (c % 3 * 1e-4f * (random.NextSingle() - 0.5f))))];
        var readout = new Readout(Nonlinearity.Sigmoid, weights, new float[classes]);
        var codes = Enumerable.Range(0, 5 * cells).Select(_ => (ushort)random.Next(settings.Codes.Count)).ToArray();
        using var array = new OpenClArray(settings, TestDevice.Get(), OpenClWithoutOptimisationTests.FormOf(macro));
        using var cpu = new CpuArray(settings);
        var expected = cpu.Run(new(codes, Features.Votes, readout)).Votes!;
        Assert.True(expected.Count(votes => votes > 0) > 5);
        Assert.Equal(expected, array.Run(new(codes, Features.Votes, readout)).Votes);
    }
}

[Collection(TestDevice.Collection)]
public class OpenClWithoutOptimisationTests
{
    /// <summary>Without optimisation nothing is inlined: a function that is not `static` would be missing.</summary>
    [Theory]
    [InlineData("FORM_SCALAR", "ideal")]
    [InlineData("FORM_INT16", "ideal")]
    [InlineData("FORM_SHORT16", "ideal")]
    [InlineData("FORM_SHORT32", "ideal")]
    [InlineData("FORM_SCALAR", "harsh")]
    [InlineData("FORM_INT16", "harsh")]
    [InlineData("FORM_SHORT16", "harsh")]
    [InlineData("FORM_SHORT32", "harsh")]
    public void Every_form_has_the_bits_of_the_normative_step(string macro, string imperfections)
    {
        if (!IsHere(macro))
        {
            return;
        }

        var form = FormOf(macro);
        var settings = ArraySettings.Usual with
        {
            Window = new Window(37, 203, 7),
            Imperfections = Imperfections.Preset(imperfections) with { Stateful = false },
            Cells = 20,
        };
        using var array = new OpenClArray(settings, TestDevice.Get(), form with { MoreOptions = " -cl-opt-disable" });
        Assert.True(OpenClTrial.IsRight(array, settings));

        var readout = new Readout(Nonlinearity.Sigmoid, [.. Enumerable.Range(0, 20 * 3).Select(i => (i % 7) - 3f)], [0.1f, 0, -0.1f]);
        var codes = Enumerable.Range(0, 40).Select(run => (ushort)(run * 100)).ToArray();
        var all = Features.Votes | Features.Activation | Features.Signs;
        using var cpu = new CpuArray(settings);
        var (expected, actual) = (cpu.Run(new(codes, all, readout)), array.Run(new(codes, all, readout)));
        Assert.Equal(expected.Votes, actual.Votes);
        Assert.Equal(expected.ActivationSum, actual.ActivationSum);
        Assert.Equal(expected.Signs!.Words, actual.Signs!.Words);
    }

    internal static OpenClForm FormOf(string macro) =>
        new[] { OpenClForm.Scalar, OpenClForm.Int16, OpenClForm.Short16, OpenClForm.Short32 }.Single(one => one.Macro == macro);

    internal static bool IsHere(string macro) => macro switch
    {
        "FORM_SHORT32" => Avx512BW.IsSupported,
        "FORM_SHORT16" => Avx2.IsSupported,
        _ => true,
    };
}

[Collection(TestDevice.Collection)]
public class OpenClDevicesTests
{
    [Fact]
    public void Every_listed_device_has_a_name_that_finds_it()
    {
        Assert.All(OpenClDevices.List(), device => Assert.Equal(device.Name, OpenClDevices.Find(device.Platform, device.Index).Name));
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused_with_those_that_are()
    {
        var missing = Assert.Throws<DeviceMissingException>(() => OpenClDevices.Find(97, 3));

        Assert.Contains("opencl:97:3", missing.Message, StringComparison.Ordinal);
        Assert.Contains(TestDevice.Get().DeviceName, missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(40)]
    public void Votes_on_any_number_of_classes_equal_those_of_the_CPU_array(int classes)
    {
        var format = new CellFormat();
        var settings = new ArraySettings(
            format, new CellParameters(), CurrentCodes.OfBits(6, -1), Window.OfTime(format, 5, 10, 16));
        var random = new Random(5);
        var readout = new Readout(Nonlinearity.Sigmoid, Draw(7 * classes), Draw(classes));
        var codes = Enumerable.Range(0, 7 * 9).Select(_ => (ushort)random.Next(settings.Codes.Count)).ToArray();
        using var array = new OpenClArray(settings, TestDevice.Get(), TestDevice.Tuner);
        using var cpu = new CpuArray(settings);

        Assert.Equal(cpu.Run(new(codes, Features.Votes, readout)).Votes, array.Run(new(codes, Features.Votes, readout)).Votes);

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
