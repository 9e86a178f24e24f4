using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Tests.Arrays;

public class TraceMemoryTests
{
    // Over 4 MiB, and of no other test.
    private const int Samples = 1031, Runs = 2053;

    [Fact]
    public void Memory_that_is_given_back_serves_the_next_trace_of_its_size_and_no_other()
    {
        var words = LargeArrays.Uninitialised(Samples * Runs);
        var trace = new FixedTrace(Samples, Runs, words, new CellFormat(16, 8, 0), LargeArrays.Return);
        trace.GiveBack();

        Assert.NotSame(words, LargeArrays.Uninitialised(Samples * (Runs + 1)));
        Assert.Same(words, LargeArrays.Uninitialised(Samples * Runs));
        Assert.NotSame(words, LargeArrays.Uninitialised(Samples * Runs));
    }

    [Fact]
    public void A_trace_that_was_given_back_has_no_words_and_is_given_back_once()
    {
        var times = 0;
        var trace = new FixedTrace(2, 3, new TraceWords(new short[6]), new CellFormat(16, 8, 0), _ => times++);
        trace.GiveBack();
        trace.GiveBack();

        Assert.Empty(trace.Words);
        Assert.Equal(1, times);
    }
}
