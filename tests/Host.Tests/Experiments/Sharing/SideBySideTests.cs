using FhnHw.Host.Experiments.Sharing;

namespace FhnHw.Host.Tests.Experiments.Sharing;

public class SideBySideTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Results_come_in_the_order_of_the_jobs_however_many_go_at_a_time(int lanes)
    {
        var jobs = Enumerable.Range(0, 20).Select(job => (Func<int>)(() => job * job)).ToArray();
        Assert.Equal(Enumerable.Range(0, 20).Select(job => job * job), SideBySide.Run(jobs, lanes));
    }

    [Fact]
    public void Two_lanes_do_two_jobs_at_once()
    {
        using var met = new Barrier(2);
        Assert.Equal([true, true], SideBySide.Run([Meet, Meet], 2)); // each waits for the other

        bool Meet() => met.SignalAndWait(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_exception_of_a_job_comes_out_as_it_is_and_no_more_jobs_begin(int lanes)
    {
        var begun = 0;
        Func<int>[] jobs = [.. Enumerable.Repeat<Func<int>>(() => throw new InvalidOperationException($"job {Interlocked.Increment(ref begun)}"), 20)];
        Assert.StartsWith("job ", Assert.Throws<InvalidOperationException>(() => SideBySide.Run(jobs, lanes)).Message);
        Assert.InRange(begun, 1, lanes);
    }
}
