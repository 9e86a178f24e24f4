using FhnHw.Host.Experiments.Paper;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Experiments.Paper;

public class PaperBenchTests
{
    [Fact]
    public void Trials_that_change_nothing_in_the_array_ask_it_once()
    {
        var made = 0;
        using var bench = new PaperBench(
            settings =>
            {
                made++;
                return new ManagedArray(settings);
            },
            settings => new ManagedArray(settings), BuiltInDigits.Generate(20, 10), PaperPlan.Short(1) with { TrialEpochs = 1 }, (_, _) => { }, default);
        Assert.Equivalent(new LostDigit(bench).Run(_ => { }), new LostDigit(bench).Run(_ => { }), strict: true);
        Assert.Equal(1, made);
        Assert.Same(bench.UsualCells(Activation.Sigmoid), bench.UsualCells(Activation.Sigmoid));
        Assert.NotSame(bench.UsualCells(Activation.Linear), bench.UsualCells(Activation.Sigmoid));
    }
}
