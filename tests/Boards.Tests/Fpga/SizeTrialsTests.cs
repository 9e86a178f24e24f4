using FhnHw.Boards.Fpga;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class SizeTrialsTests
{
    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_size_goes_through_the_tools_once_and_leaves_the_boards_build_alone()
    {
        using var checkout = new TinyCheckout();
        var told = new List<string>();
        SizeTrials Trials() => new(
            checkout.Sources, ToolBox.OfProcess(), new CostCache(Path.Combine(checkout.Sources.Root, "cache")), 1, told.Add, CancellationToken.None);
        var variant = new BoardVariant(false, 2);
        var counted = Trials().Count(TinyCheckout.Board, TinyCheckout.Constants, variant);
        Assert.Null(counted.MaxMHz);
        Assert.InRange(counted.Used(SizeTrial.LogicCell), 1, 100);
        Assert.Equal(5280, counted.Available(SizeTrial.LogicCell));
        var routed = Trials().Route(TinyCheckout.Board, TinyCheckout.Constants, variant);
        Assert.True(routed.MeetsTiming);
        Assert.Null(routed.Limit);
        Assert.Equal(2, told.Count);

        var again = Trials().Route(TinyCheckout.Board, TinyCheckout.Constants, variant);
        Assert.Equal((routed.MaxMHz, routed.Lanes), (again.MaxMHz, again.Lanes));
        Assert.Equal(2, told.Count);
        Assert.False(Directory.Exists(checkout.BuildFolder));
        Assert.Empty(Directory.GetDirectories(Path.Combine(checkout.Sources.Root, "artifacts", "tries")));
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void Of_eight_that_try_the_same_size_at_once_one_runs_the_tools()
    {
        using var checkout = new TinyCheckout();
        var told = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var used = new int[8];
        Parallel.For(0, used.Length, new ParallelOptions { MaxDegreeOfParallelism = used.Length }, n => used[n] = new SizeTrials(
            checkout.Sources, ToolBox.OfProcess(), new CostCache(Path.Combine(checkout.Sources.Root, "cache")), 1, told.Enqueue, CancellationToken.None)
            .Count(TinyCheckout.Board, TinyCheckout.Constants, new BoardVariant(false, 2)).Used(SizeTrial.LogicCell));
        Assert.Single(told);
        Assert.Single(used.Distinct());
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_clock_that_is_missed_is_what_a_size_lacks()
    {
        using var checkout = new TinyCheckout(clockMHz: 900, logic: "count * step + (count ^ step)");
        var trial = new SizeTrials(
            checkout.Sources, ToolBox.OfProcess(), new CostCache(Path.Combine(checkout.Sources.Root, "cache")), 1, _ => { }, CancellationToken.None)
            .Route(TinyCheckout.Board, TinyCheckout.Constants, new BoardVariant(false, 1));
        Assert.False(trial.MeetsTiming);
        Assert.EndsWith("of 900 MHz", trial.Limit);
    }
}
