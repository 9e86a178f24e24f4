using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.OpenCl;
using FhnHw.Kernels.Samples;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.OpenCl;

/// <summary>Traces that are larger than caches are written past them by the kernels too: the words are those of the normative step.</summary>
[Collection(TestDevice.Collection)]
public class OpenClStreamedTraceTests
{
    // 34 MiB in rows of whole cache lines; 17 vectors of 32 cells fill no whole group of 3, 4 or 6.
    private const int Runs = 544, Samples = 33_000, Cells = 34;

    /// <summary>The form's macro, the preset of imperfections, W, e and the stride.</summary>
    public static TheoryData<string, string, int, int, int> Cases => new()
    {
        { "FORM_SHORT32", "ideal", 16, 0, 1 },
        { "FORM_SHORT32", "ideal", 16, 0, 2 },
        { "FORM_SHORT32", "harsh", 16, 0, 1 },
        { "FORM_SHORT16", "ideal", 16, 0, 1 },
        { "FORM_SHORT16", "harsh", 16, 0, 2 },
        { "FORM_INT16", "ideal", 8, 6, 2 },
        { "FORM_INT16", "harsh", 16, 0, 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_streamed_trace_has_the_bits_of_the_normative_step(string macro, string imperfections, int wordBits, int extraBits, int stride)
    {
        if (!OpenClWithoutOptimisationTests.IsHere(macro) || !TestDevice.Get().IsProcessor)
        {
            return;
        }

        var format = new CellFormat(wordBits, 8, extraBits);
        var settings = new ArraySettings(format, new CellParameters(), CurrentCodes.OfBits(), new Window(1001, Samples * stride, stride))
        {
            Imperfections = Imperfections.Preset(imperfections).WithoutAdc() with { Stateful = false },
            Cells = Cells,
        };
        ushort[] codes = [.. Enumerable.Range(0, Runs).Select(run => (ushort)(run * 7))];
        using var array = new OpenClArray(settings, TestDevice.Get(), OpenClWithoutOptimisationTests.FormOf(macro));
        using var cpu = new CpuArray(settings);
        var trace = array.Run(new(codes, Features.Trace | Features.Mean)).Trace!;
        unsafe
        {
            using var pinned = trace.Words!.AsMemory().Pin();
            Assert.True(LargeArrays.AreStreamed((nint)pinned.Pointer, Samples, Runs));
        }

        // All columns by the cpu array, which has tests of its own; every fourth image's by the step itself.
        Assert.True(cpu.Run(new(codes, Features.Trace | Features.Mean)).Trace!.Words!.AsSpan().SequenceEqual(trace.Words.AsSpan()));
        for (var first = 0; first < Runs; first += 4 * Cells)
        {
            using var reference = new ReferenceArray(settings);
            var expected = reference.Run(new(codes.AsSpan(first, Cells).ToArray(), Features.Trace, firstTrial: (uint)(first / Cells))).Trace!.Words!;
            for (var sample = 0; sample < Samples; sample++)
            {
                Assert.True(expected.AsSpan(sample * Cells, Cells).SequenceEqual(trace.Words.AsSpan((sample * Runs) + first, Cells)));
            }
        }

        trace.GiveBack();
    }
}
