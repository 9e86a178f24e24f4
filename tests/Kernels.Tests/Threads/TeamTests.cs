using System.Runtime.CompilerServices;
using FhnHw.Kernels.Threads;

namespace FhnHw.Kernels.Tests.Threads;

/// <summary>No other test runs beside these, so that the team is free.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public class TeamTests
{
    private const string Alone = "no other test beside";

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(7, 10)]
    [InlineData(1000, 1)]
    [InlineData(1001, 32)]
    public void Every_item_is_done_once(int count, int grain)
    {
        var done = new int[count];
        Action<int, int> part = (from, to) =>
        {
            for (var item = from; item < to; item++)
            {
                Interlocked.Increment(ref done[item]);
            }
        };
        for (var round = 1; round <= 50; round++)
        {
            Team.Share(count, grain, part);
            Assert.All(done, times => Assert.Equal(round, times));
        }
    }

    [Fact]
    public void What_the_parts_did_is_seen_by_the_caller_and_by_the_next_piece()
    {
        var values = new int[512];
        for (var round = 0; round < 2000; round++)
        {
            Team.Share(values.Length, 8, (from, to) =>
            {
                for (var item = from; item < to; item++)
                {
                    values[item]++;
                }
            });
        }

        Assert.All(values, value => Assert.Equal(2000, value));
    }

    [Fact]
    public void An_error_in_a_part_comes_to_the_caller_after_all_others_have_ended()
    {
        var done = 0;
        var error = Assert.Throws<InvalidOperationException>(() => Team.Share(100, 1, (from, _) =>
        {
            Interlocked.Increment(ref done);
            if (from == 40)
            {
                throw new InvalidOperationException("part 40");
            }
        }));
        Assert.Equal(("part 40", 100), (error.Message, done));
        Team.Share(100, 1, (_, _) => Interlocked.Increment(ref done));
        Assert.Equal(200, done);
    }

    [Fact]
    public void A_part_may_share_out_work_of_its_own()
    {
        var done = 0;
        Team.Share(10, 1, (from, to) =>
        {
            for (var item = from; item < to; item++)
            {
                Team.Share(10, 1, (first, last) => Interlocked.Add(ref done, last - first));
            }
        });
        Assert.Equal(100, done);
    }

    [Fact]
    public void Several_callers_at_once_all_get_their_work_done()
    {
        var done = new int[4];
        var callers = Enumerable.Range(0, done.Length).Select(caller => new Thread(() =>
        {
            for (var round = 0; round < 500; round++)
            {
                Team.Share(64, 4, (from, to) => Interlocked.Add(ref done[caller], to - from));
            }
        })).ToArray();
        foreach (var caller in callers)
        {
            caller.Start();
        }

        foreach (var caller in callers)
        {
            caller.Join();
        }

        Assert.All(done, items => Assert.Equal(500 * 64, items));
    }

    [Fact]
    public void A_thread_that_works_beside_others_does_its_pieces_alone_until_it_is_the_last()
    {
        var (calls, atWork) = (0, new StrongBox<int>(2));
        Team.AtWork = atWork;
        try
        {
            Team.Share(100, 1, (_, _) => Interlocked.Increment(ref calls));
            Assert.Equal(1, calls);
            atWork.Value = 1;
            Team.Share(100, 1, (_, _) => Interlocked.Increment(ref calls));
            Assert.Equal(Environment.ProcessorCount == 1 ? 2 : 101, calls);
        }
        finally
        {
            Team.AtWork = null;
        }
    }

    [Fact]
    public void The_team_wakes_from_its_sleep()
    {
        for (var round = 0; round < 5; round++)
        {
            Thread.Sleep(20);
            var done = 0;
            Team.Share(8, 1, (from, to) => Interlocked.Add(ref done, to - from));
            Assert.Equal(8, done);
        }
    }
}
