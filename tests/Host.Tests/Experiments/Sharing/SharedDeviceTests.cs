using FhnHw.Host.Experiments.Sharing;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Sharing;

public class SharedDeviceTests
{
    [Fact]
    public void Cells_that_differ_in_readout_and_samples_share_one_array_and_its_traces()
    {
        var made = 0;
        using var device = new SharedDevice(settings =>
        {
            made++;
            return new CpuArray(settings);
        });
        var first = device.Cells(SmallArrays.Settings, Nonlinearity.Linear);
        var other = device.Cells(SmallArrays.Settings, Nonlinearity.Sigmoid, 2);
        Assert.Equal(1, made);
        Assert.Equal((Nonlinearity.Linear, Nonlinearity.Sigmoid), (first.Nonlinearity, other.Nonlinearity));
        Assert.Equal((first.Atlas!.Settings.Window.Samples + 1) / 2, other.Atlas!.Settings.Window.Samples);
        Assert.Same(first.Atlas, device.Cells(SmallArrays.Settings, Nonlinearity.Linear).Atlas);
        other.CheckAtlas([1, 5]); // against what was measured
        _ = device.Cells(SmallArrays.Settings with { Codes = CurrentCodes.OfBits(4, -0.5) }, Nonlinearity.Linear);
        Assert.Equal(2, made);
    }

    [Fact]
    public void Cells_of_a_device_that_is_not_deterministic_stream_each_with_an_array_of_its_own()
    {
        var made = new List<ICellArray>();
        using var device = new SharedDevice(settings =>
        {
            made.Add(new UnsteadyArray(settings));
            return made[^1];
        });
        Assert.Equal("stream", device.Cells(SmallArrays.Settings, Nonlinearity.Linear, 2).Forward.Name);
        Assert.Equal(2 * SmallArrays.Settings.Window.Stride, made[^1].Settings.Window.Stride);
        Assert.Equal(1, SharedDevice.Lanes(made[^1].Describe()));
    }

    [Fact]
    public void Arrays_of_a_device_run_one_at_a_time()
    {
        var (running, most) = (0, 0);
        using var device = new SharedDevice(settings => new FaultyArray(settings, (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Thread.Yield();
            Interlocked.Decrement(ref running);
        }));
        var arrays = Enumerable.Range(0, 4).Select(_ => device.Open(SmallArrays.Settings)).ToArray();
        Parallel.For(0, 64, n => arrays[n % 4].Run(new([1], Features.Mean)));
        Assert.Equal(1, most);
        Array.ForEach(arrays, array => array.Dispose());
    }
}
