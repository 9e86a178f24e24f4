using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Experiments.Sharing;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Experiments.Paper;

public class PaperContextTests
{
    private int _made;

    [Fact]
    public void Trials_that_change_nothing_in_the_array_ask_it_once_and_give_the_same_side_by_side()
    {
        using var context = Context();
        var lost = new LostDigit(context);
        var together = lost.Rows(SideBySide.Run(lost.Trials, 3));
        Assert.Equal(1, _made);

        using var other = Context();
        Assert.Equivalent(new LostDigit(other).Rows(SideBySide.Run(new LostDigit(other).Trials, 1)), together, strict: true);
        Assert.Equal(2, _made);
    }

    [Fact]
    public void A_trial_that_goes_on_leaves_the_network_it_began_with_as_it_was()
    {
        using var context = Context();
        var first = new Trial { Options = InLoop.Options(1, 1) };
        var before = context.Trials.Of(first).Weights.Copy();
        var further = context.Trials.Of(first with { Then = first });
        Assert.True(before.EqualTo(context.Trials.Of(first).Weights));
        Assert.False(before.EqualTo(further.Weights));
    }

    private PaperContext Context() => new(
        settings =>
        {
            _made++;
            return new CpuArray(settings);
        },
        settings => new CpuArray(settings), BuiltInDigits.Generate(20, 10), PaperPlan.Short(1) with { TrialEpochs = 1 }, (_, _) => { }, default);
}
