using FhnHw.Host.Experiments.Paper;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Experiments.Paper;

public class PaperContextTests
{
    [Fact]
    public void Trials_that_change_nothing_in_the_array_ask_it_once()
    {
        var made = 0;
        using var context = new PaperContext(
            settings =>
            {
                made++;
                return new CpuArray(settings);
            },
            settings => new CpuArray(settings), BuiltInDigits.Generate(20, 10), PaperPlan.Short(1) with { TrialEpochs = 1 }, (_, _) => { }, default);
        Assert.Equivalent(new LostDigit(context).Run(_ => { }), new LostDigit(context).Run(_ => { }), strict: true);
        Assert.Equal(1, made);
        Assert.Same(context.UsualCells(Nonlinearity.Sigmoid), context.UsualCells(Nonlinearity.Sigmoid));
        Assert.NotSame(context.UsualCells(Nonlinearity.Linear), context.UsualCells(Nonlinearity.Sigmoid));
    }
}
