using FhnHw.Kernels.Threads;

namespace FhnHw.Kernels.Tests.Threads;

public class ChunksTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void Every_chunk_is_done_once(int count)
    {
        var done = new int[count];
        Chunks.Share(count, index => Interlocked.Increment(ref done[index]));
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void Every_chunk_is_done_once_where_the_team_is_at_work_already()
    {
        const int Callers = 4, Count = 50;
        var done = new int[Callers * Count];
        Team.Share(Callers, 1, (from, to) =>
        {
            for (var caller = from; caller < to; caller++)
            {
                var first = caller * Count;
                Chunks.Share(Count, index => Interlocked.Increment(ref done[first + index]));
            }
        });
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void What_a_chunk_throws_reaches_the_caller()
    {
        var error = Record.Exception(() => Chunks.Share(8, index => throw new InvalidOperationException("chunk")));
        Assert.Contains("chunk", error.ToString());
    }
}
