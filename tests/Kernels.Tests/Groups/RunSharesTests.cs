using FhnHw.Kernels.Groups;

namespace FhnHw.Kernels.Tests.Groups;

/// <summary>How a batch is shared, in virtual time: devices that compute so many runs a second, and no clock.</summary>
public class RunSharesTests
{
    [Theory]
    [InlineData(10_000, 1, 10.0, 1.0)]
    [InlineData(10_000, 1, 1.0, 10.0)]
    [InlineData(10_000, 100, 1.0, 10.0)]
    [InlineData(50_000, 100, 1.0, 2.0, 3.0, 4.0)]
    [InlineData(9_999, 7, 5.0, 1.0, 1.0)]
    public void Devices_of_known_speeds_end_together(int runs, int unit, params double[] speeds)
    {
        var line = new Devices(speeds, callRuns: 64);
        line.Run(runs, unit); // in which speeds become known
        line.Run(runs, unit);
        var (ends, shares) = (line.Ends, line.Runs);
        var ideal = runs / speeds.Sum();
        Assert.All(ends, end => Assert.InRange(end, 0.8 * ideal, 1.1 * ideal));
        Assert.All(shares.Zip(speeds), device => Assert.InRange(
            device.First, (0.9 * runs * device.Second / speeds.Sum()) - unit, (1.1 * runs * device.Second / speeds.Sum()) + unit));
    }

    [Theory]
    [InlineData(1.0, 10.0)]
    [InlineData(1.0, 100.0)]
    [InlineData(1.0, 1.0, 1.0, 50.0)]
    public void In_the_first_call_a_slow_device_holds_up_the_end_by_no_more_than_a_short_call(params double[] speeds)
    {
        var devices = new Devices(speeds, callRuns: 64);
        devices.Run(10_000, 1);
        Assert.InRange(devices.Ends.Max(), 0, (10_000 / speeds.Sum()) + (64 / speeds.Min()));
    }

    [Fact]
    public void What_a_device_that_became_slow_has_not_begun_is_done_by_the_others()
    {
        var devices = new Devices([10, 10], callRuns: 64);
        devices.Run(16_000, 1);
        devices.Speeds[0] = 0.5;
        devices.Run(16_000, 1);
        var chunk = 16_000 / 2 / 8;
        Assert.InRange(devices.Ends.Max(), 0, chunk / 0.5);
        Assert.InRange(devices.Runs[0], 1, 2 * chunk);
    }

    [Fact]
    public void What_a_lost_device_had_is_done_by_the_others_and_every_run_is_done_once()
    {
        var devices = new Devices([10, 10, 10], callRuns: 64) { Lost = (1, 100) };
        devices.Run(9_000, 10);
        Assert.Equal(0, devices.Runs[1] % 10);
        Assert.InRange(devices.Runs[1], 0, 1_100);
        Assert.Equal(9_000, devices.Runs.Sum());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_batch_smaller_than_the_devices_are_many_is_run_all_the_same(int runs)
    {
        var devices = new Devices([1, 2, 3, 4, 5], callRuns: 64);
        devices.Run(runs, 1);
        devices.Run(runs, 1);
        Assert.Equal(runs, devices.Runs.Sum());
    }

    [Fact]
    public void A_call_that_was_held_up_changes_the_speed_little()
    {
        var speed = new SpeedMean();
        speed.Add(1000, 1, 100);
        speed.Add(1000, 1, 100);
        speed.Add(1000, 1000, 100);
        Assert.InRange(speed.Value!.Value, 600, 1000);
    }

    [Fact]
    public void A_batch_that_is_sent_twice_is_computed_by_other_devices_the_second_time()
    {
        var shares = new[] { 0.25, 0.25, 0.5 };
        var order = new PartOrder();
        var (first, second) = (order.Next([0, 1, 2], shares), order.Next([0, 1, 2], shares));
        Assert.Equal([0, 1, 2], first);
        Assert.Equal(2, second[0]);
        var many = new PartOrder();
        var before = many.Next([0, 1, 2, 3, 4], [0.2, 0.2, 0.2, 0.2, 0.2]);
        for (var call = 0; call < 6; call++)
        {
            var after = many.Next([0, 1, 2, 3, 4], [0.2, 0.2, 0.2, 0.2, 0.2]);
            Assert.All(before.Zip(after), device => Assert.NotEqual(device.First, device.Second));
            before = after;
        }
    }

    /// <summary>Devices in virtual time.</summary>
    private sealed class Devices(double[] speeds, int callRuns)
    {
        private readonly SpeedMean[] _known = [.. speeds.Select(_ => new SpeedMean())];

        public double[] Speeds { get; } = [.. speeds];

        /// <summary>A device that is lost in the middle of a chunk, and after how many runs at the earliest; null for none.</summary>
        public (int Device, int Runs)? Lost { get; init; }

        /// <summary>When each device did its last chunk of the last call, and how many runs it did in it.</summary>
        public double[] Ends { get; private set; } = [];

        public int[] Runs { get; private set; } = [];

        public void Run(int runs, int unit)
        {
            var (count, now, done) = (Speeds.Length, 0.0, new bool[runs]);
            var busy = new (double Until, RunRange Chunk)?[count];
            var gone = new bool[count];
            var shares = new RunShares(runs, unit, [.. _known.Select(speed => new Sharer(speed, callRuns))], [.. Enumerable.Range(0, count)]);
            (Ends, Runs) = (new double[count], new int[count]);
            while (!shares.IsDone)
            {
                for (var device = 0; device < count; device++)
                {
                    if (busy[device] is null && !gone[device] && shares.Take(device, now) is { } chunk)
                    {
                        Assert.Equal(0, chunk.First % unit);
                        busy[device] = (now + (chunk.Count / Speeds[device]), chunk);
                    }
                }

                var next = Enumerable.Range(0, count).Where(device => busy[device] is not null).MinBy(device => busy[device]!.Value.Until);
                (now, var ended) = busy[next]!.Value;
                busy[next] = null;
                if (Lost is var (lost, after) && lost == next && Runs[next] + ended.Count >= after)
                {
                    gone[next] = true;
                    shares.Lose(next);
                    continue;
                }

                Assert.All(Enumerable.Range(ended.First, ended.Count), run => Assert.False(done[run], $"Run {run} is done twice."));
                done.AsSpan(ended.First, ended.Count).Fill(true);
                shares.Done(next, now);
                (Ends[next], Runs[next]) = (now, Runs[next] + ended.Count);
            }

            Assert.DoesNotContain(false, done);
        }
    }
}
