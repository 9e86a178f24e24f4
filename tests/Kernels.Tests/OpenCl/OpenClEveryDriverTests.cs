using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Kernels.Tests.OpenCl;

/// <summary>
/// Every form, with few runs and steps, so that a driver that checks each access takes seconds. tools/test runs these under Oclgrind and Mesa too.
/// </summary>
[Collection(TestDevice.Collection)]
public class OpenClEveryDriverTests
{
    private const int Cells = 20, Images = 4;

    public static TheoryData<string, string, int> Cases()
    {
        var cases = new TheoryData<string, string, int>();
        foreach (var macro in (string[])["FORM_SCALAR", "FORM_INT16", "FORM_SHORT16", "FORM_SHORT32"])
        {
            foreach (var imperfections in (string[])["ideal", "lab", "harsh"])
            {
                cases.Add(macro, imperfections, 16);
            }

            if (!macro.Contains("SHORT", StringComparison.Ordinal))
            {
                cases.Add(macro, "ideal", 8);
                cases.Add(macro, "harsh", 3);
            }
        }

        return cases;
    }

    /// <summary>Samples, ends, signs, sums, votes on one block of classes and on two; full groups and one that is not.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_form_has_the_normative_bits(string macro, string imperfections, int bits)
    {
        var settings = Settings(imperfections, bits);
        Assert.True(bits != 16 || LaneFit.Fits16(settings));
        foreach (var form in FormsOf(macro, settings))
        {
            using var array = new OpenClArray(settings, TestDevice.Get(), form);
            using var cpu = new CpuArray(settings);
            Assert.True(OpenClTrial.IsRight(array, settings, 100));
            Compare(cpu, array, Features.Votes | Features.Activation | Features.Signs | Features.Trace, RandomReadout(Nonlinearity.Sigmoid, 3));
            Compare(cpu, array, Features.Votes, RandomReadout(Nonlinearity.Sigmoid, 18));
            Compare(cpu, array, Features.Votes | Features.Activation, RandomReadout(Nonlinearity.Linear, 2));
        }
    }

    [Theory]
    [InlineData("FORM_SCALAR")]
    [InlineData("FORM_INT16")]
    public void Cells_that_are_not_reset_go_on_where_they_stood(string macro)
    {
        var settings = Settings("harsh", 16) with { Imperfections = Imperfections.Preset("harsh") with { Stateful = true } };
        using var array = new OpenClArray(settings, TestDevice.Get(), FormsOf(macro, settings)[0]);
        using var cpu = new CpuArray(settings);
        for (var call = 0; call < 2; call++)
        {
            Compare(cpu, array, Features.Signs | Features.Trace, null);
        }

        Assert.Equal(cpu.Memory, array.Memory);
    }

    /// <summary>Drivers that leave long loops get launches of 4,096 steps: over windows, transients and strides that are longer.</summary>
    [Theory]
    [InlineData("FORM_SCALAR", 40_000, 40_000, 1)]
    [InlineData("FORM_SCALAR", 10, 80_000, 33_000)]
    [InlineData("FORM_INT16", 40_000, 40_000, 1)]
    [InlineData("FORM_INT16", 10, 80_000, 33_000)]
    [InlineData("FORM_INT16", 0, 30_000, 40_000)]
    public void Long_runs_have_the_normative_bits_in_short_launches(string macro, int transient, int steps, int stride)
    {
        if (IsSlow)
        {
            return;
        }

        foreach (var imperfections in (string[])["ideal", "lab"])
        {
            var settings = Settings(imperfections, 16) with { Window = new Window(transient, steps, stride) };
            using var array = new OpenClArray(settings, TestDevice.Get(), FormsOf(macro, settings)[0].InShortLaunches);
            Assert.True(OpenClTrial.IsRight(array, settings, 3));
        }
    }

    [Fact]
    public void Votes_over_many_cells_have_the_normative_bits_in_short_launches()
    {
        if (IsSlow)
        {
            return;
        }

        const int cells = 9000;
        var settings = ArraySettings.Usual with { Window = new Window(100, 64, 1) };
        var readout = RandomReadout(Nonlinearity.Linear, 3, cells);
        using var array = new OpenClArray(settings, TestDevice.Get(), OpenClForm.Int16.InShortLaunches);
        using var cpu = new CpuArray(settings);
        var codes = Codes(settings, cells);
        Assert.Equal(cpu.Run(new(codes, Features.Votes, readout)).Votes, array.Run(new(codes, Features.Votes, readout)).Votes);
    }

    /// <summary>What the gate runs to see that a checking driver does check: under Oclgrind each must be reported.</summary>
    [Theory]
    [InlineData("past the end", "#define get_global_id(d) (get_global_id(d) + (d == 0))\n")]
    [InlineData("race", "#define get_global_id(d) (d == 0 ? 0 : get_global_id(d))\n")]
    public void A_kernel_that_is_spoilt_on_purpose_is_reported(string how, string prelude)
    {
        Assert.NotEmpty(how);
        if (Environment.GetEnvironmentVariable("FHNHW_TEST_SPOILT") != "1")
        {
            return;
        }

        var settings = Settings("ideal", 16);
        using var array = new OpenClArray(settings, TestDevice.Get(), OpenClForm.Scalar with { Prelude = prelude });
        Assert.False(OpenClTrial.IsRight(array, settings, 100));
    }

    // Oclgrind takes a microsecond an instruction.
    private static bool IsSlow => IsOclgrind;

    private static bool IsOclgrind => TestDevice.Get().PlatformName.Contains("Oclgrind", StringComparison.OrdinalIgnoreCase);

    // Mesa's compiler goes by way of SPIR-V, where 16 lanes are the most; it takes a minute for 16-bit lanes spelled out, and long for many vectors.
    private static bool IsMesa => TestDevice.Get().PlatformName.Contains("rusticl", StringComparison.OrdinalIgnoreCase);

    private static ArraySettings Settings(string imperfections, int bits) => ArraySettings.Usual with
    {
        Format = bits == 16 ? new CellFormat() : new CellFormat(bits, 8, bits == 8 ? 6 : 3),
        Window = new Window(9, 33, 3),
        Imperfections = Imperfections.Preset(imperfections) with { Stateful = false },
        Cells = Cells,
    };

    // Each number of vectors, and each size of groups that differs in its readout; instructions of x86 are spelled out.
    private static OpenClForm[] FormsOf(string macro, ArraySettings settings)
    {
        var form = OpenClWithoutOptimisationTests.FormOf(macro) with
        {
            Prelude = macro.Contains("SHORT", StringComparison.Ordinal) ? X86() : "",
            MoreOptions = IsOclgrind ? " -cl-opt-disable" : "", // Oclgrind 21.10 lacks an intrinsic that LLVM makes of a & (a - 1)
        };
        return form.IsScalar ? ((IsOclgrind || IsMesa) && settings.HasPerCellParameters ? [form] : [form, form with { LocalSize = 32 }])
            : form.Splits && (!LaneFit.Fits16(settings) || IsMesa) ? []
            : IsMesa ? [form with { Vectors = form.VectorChoices[0] }]
            : [.. form.VectorChoices.Select(vectors => form with { Vectors = vectors })];
    }

    private static void Compare(CpuArray cpu, OpenClArray array, Features features, Readout? readout)
    {
        var codes = Codes(array.Settings, Images * Cells);
        var (expected, actual) = (cpu.Run(new(codes, features, readout)), array.Run(new(codes, features, readout)));
        Assert.Equal(expected.Votes, actual.Votes);
        Assert.Equal(expected.ActivationSum, actual.ActivationSum);
        Assert.Equal(expected.Signs?.Words, actual.Signs?.Words);
        Assert.Equal(expected.Trace?.Words, actual.Trace?.Words);
        Assert.Equal(expected.SaturatedRuns, actual.SaturatedRuns);
    }

    private static ushort[] Codes(ArraySettings settings, int runs) =>
        [.. Enumerable.Range(0, runs).Select(run => (ushort)(run * 977L % settings.Codes.Count))];

    private static Readout RandomReadout(Nonlinearity nonlinearity, int classes, int cells = Cells)
    {
        var random = new Random(5);
        return new Readout(nonlinearity, Draw(cells * classes), Draw(classes));

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static string X86()
    {
        using var stream = typeof(OpenClEveryDriverTests).Assembly.GetManifestResourceStream("x86.cl")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
