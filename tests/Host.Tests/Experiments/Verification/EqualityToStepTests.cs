using FhnHw.Host.Experiments.Verification;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Verification;

public class EqualityToStepTests
{
    [Fact]
    public void The_cpu_array_equals_the_step()
    {
        using var array = new CpuArray(EqualityToStep.ShortSettings);
        Assert.Equal(0, EqualityToStep.Differences(array));
    }

    [Fact]
    public void Every_wrong_value_is_counted()
    {
        using var array = new FaultyArray(EqualityToStep.ShortSettings, (_, response) =>
        {
            var trace = (FixedTrace)response.Trace!;
            trace.Words[0]++;
            trace.Words[^1]++;
        });
        Assert.Equal(2, EqualityToStep.Differences(array));
    }
}
