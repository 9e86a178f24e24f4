using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Tests.Cpu;

/// <summary>Traces that are larger than caches are written past them: the words are those of runs a few at a time.</summary>
public class StreamedTraceTests
{
    // 34 MiB in rows of whole cache lines; the last block of each width is partly filled.
    private const int Runs = 544, Samples = 33_000;

    private static readonly ArraySettings Settings =
        new(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(), new Window(1001, Samples, 1));

    private static readonly ushort[] Codes = [.. Enumerable.Range(0, Runs).Select(run => (ushort)(run * 7))];

    public static TheoryData<int> Choices => [.. Enum.GetValues<LaneChoice>().Where(choice => choice != LaneChoice.Bits).Select(choice => (int)choice)];

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_streamed_trace_has_the_words_of_small_ones(int choice)
    {
        using var array = new CpuArray(Settings, (LaneChoice)choice);
        var trace = array.Run(new(Codes, Features.Trace | Features.Mean));
        var words = trace.Trace!.Words!;
        unsafe
        {
            using var pinned = words.AsMemory().Pin();
            Assert.True(LargeArrays.AreStreamed((nint)pinned.Pointer, Samples, Runs));
            Assert.False(LargeArrays.AreStreamed((nint)pinned.Pointer, Samples, Runs - 1));
        }

        for (var first = 0; first < Runs; first += 136)
        {
            var few = array.Run(new(Codes.AsSpan(first, 136).ToArray(), Features.Trace | Features.Signs | Features.Mean));
            Assert.Equal(few.MeanX!, trace.MeanX![first..(first + 136)]);
            for (var sample = 0; sample < Samples; sample++)
            {
                Assert.True(few.Trace!.Words!.AsSpan(sample * 136, 136).SequenceEqual(words.AsSpan((sample * Runs) + first, 136)));
            }
        }

        trace.Trace.GiveBack();
    }
}
