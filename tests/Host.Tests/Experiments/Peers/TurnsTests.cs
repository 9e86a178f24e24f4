using FhnHw.Host.Experiments.Peers;

namespace FhnHw.Host.Tests.Experiments.Peers;

public class TurnsTests
{
    private static readonly TurnEffort ThreeRounds = new(3, 1);

    private readonly List<string> _turns = [];

    [Fact]
    public void Contenders_take_turns_round_by_round_after_they_are_warm()
    {
        var (rows, leftOut) = Run(alwaysOnce: true, Of("a", 1, 2, 3, 4), Of("b", 9, 8, 7, 6));
        Assert.Equal(["a", "b", "a", "b", "a", "b", "a", "b"], _turns); // the first of each is not timed
        Assert.Empty(leftOut);
        Assert.Equal([2, 3, 4], rows[0].Seconds);
        Assert.Equal([8, 7, 6], rows[1].Seconds);
    }

    [Fact]
    public void Speeds_are_those_of_the_median_and_ratios_are_taken_round_by_round()
    {
        var (rows, _) = Run(alwaysOnce: true, Of("a", 1, 2, 4, 5), Of("b", 1, 20, 10, 10));
        Assert.Equal((12 / 4.0, 12 / 5.0, 12 / 2.0), (rows[0].PerSecond, rows[0].Slowest, rows[0].Fastest));
        Assert.Equal(2.5, rows[0].Over(rows[1])); // of 10, 2.5 and 2
        Assert.Equal(1, rows[0].Over(rows[0]));
    }

    [Fact]
    public void The_fast_do_their_work_several_times_in_a_turn()
    {
        var (rows, _) = Run(alwaysOnce: false, Of("fast", 0.3, 0.25, 0.1, 0.1, 0.1), Of("slow", 5, 5, 5, 5));
        Assert.Equal([4, 1], rows.Select(row => row.Times)); // of a second, at 0.25 in the second time
        Assert.Equal([0.1, 0.1, 0.1], rows[0].Seconds);
        Assert.Equal(["fast", "fast", "slow", "fast", "slow"], _turns.Take(5));
    }

    [Fact]
    public void One_that_fails_is_left_out_and_the_others_go_on()
    {
        var missing = new Entry("gone", "It is another.", 12, "", () => throw new PeerMissingException("is not there", "install it"));
        var (rows, leftOut) = Run(alwaysOnce: true, Of("a", 1, 2, 3, 4), missing, Of("dies", 1, 2), Of("b", 1, 2, 3, 4));
        Assert.Equal(["a", "b"], rows.Select(row => row.Name));
        Assert.Equal([new LeftOut("gone", "is not there", "install it"), new LeftOut("dies", "has no more", null)], leftOut);
    }

    [Fact]
    public void One_that_does_other_work_is_left_out()
    {
        var entries = new[] { Of("a", 1, 2, 3, 4) with { Reference = new WorkChecks(MeanAbs: 0.5) }, Of("b", 1, 2, 3, 4) with { ReferenceName = "a" } };
        var (rows, leftOut) = Run(alwaysOnce: true, entries);
        Assert.Equal("does other work: its mean of |x| is 0.2500 where fhnhw's is 0.5000", Assert.Single(leftOut).Reason);
        Assert.Equal("b", Assert.Single(rows).Name);
    }

    [Fact]
    public void All_are_ended_also_where_the_run_is_interrupted()
    {
        var ended = 0;
        var entry = new Entry("a", "", 1, "", () => new Timed("a", [1, 1, 1, 1], _turns, () => ended++));
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new Turns(ThreeRounds, true).Run([entry], words =>
        {
            if (words.StartsWith("round 2", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }, stop.Token));
        Assert.Equal(1, ended);
    }

    private static (IReadOnlyList<PeerRow> Rows, IReadOnlyList<LeftOut> LeftOut) Run(bool alwaysOnce, params Entry[] entries) =>
        new Turns(ThreeRounds, alwaysOnce).Run(entries, _ => { }, CancellationToken.None);

    private Entry Of(string name, params double[] seconds) =>
        new(name, "It is another.", 12, "", () => new Timed(name, seconds, _turns, () => { }));

    /// <summary>Says that each time of the work took so long.</summary>
    private sealed class Timed(string name, double[] seconds, List<string> turns, Action end) : IContender
    {
        private int _next;

        public string Versions => "1.0";

        public int Threads => 1;

        public RoundAnswer Run(int times)
        {
            turns.Add(name);
            return _next < seconds.Length
                ? new RoundAnswer(times * seconds[_next++], new WorkChecks(MeanAbs: 0.25))
                : throw new PeerFailedException("has no more");
        }

        public void Dispose() => end();
    }
}
