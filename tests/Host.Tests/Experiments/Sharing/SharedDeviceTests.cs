using FhnHw.Host.Experiments.Sharing;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Hidden;

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
        Assert.Equal((first.ResponseTable!.Settings.Window.Samples + 1) / 2, other.ResponseTable!.Settings.Window.Samples);
        Assert.Same(first.ResponseTable, device.Cells(SmallArrays.Settings, Nonlinearity.Linear).ResponseTable);
        other.CheckResponseTable([1, 5]); // against what was measured
        _ = device.Cells(SmallArrays.Settings with { Codes = CurrentCodes.OfBits(4, -0.5) }, Nonlinearity.Linear);
        Assert.Equal(2, made);
    }

    [Fact]
    public void Cells_of_the_opposite_gamma_take_their_response_table_from_the_same_input_words()
    {
        var runs = 0;
        using var device = new SharedDevice(settings => new FaultyArray(settings, (codes, _) => runs += codes.Length));
        _ = device.Cells(SmallArrays.Settings, Nonlinearity.Linear);
        var measured = runs;
        var opposite = SmallArrays.Settings with { Codes = CurrentCodes.OfBits(7, 1) };
        var cells = device.Cells(opposite, Nonlinearity.Sigmoid, 2);
        Assert.Equal(measured, runs);
        using var array = new CpuArray(SharedDevice.Thinned(opposite, 2));
        var expected = ResponseTable.Measure(array, Nonlinearity.Sigmoid);
        Assert.Equal(expected.Activations, cells.ResponseTable!.Activations);
        Assert.Equal(expected.Response.Trace!.Words, cells.ResponseTable.Response.Trace!.Words);
        cells.CheckResponseTable([1, 5]);
        Assert.Equal(measured + 2, runs);
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

    [Fact]
    public void Trials_at_a_time_have_cells_with_buffers_of_their_own_on_one_response_table()
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
        var (one, other) = (SharedDevice.OfOneTrial(cells), SharedDevice.OfOneTrial(cells));
        Assert.NotSame(one.Forward, other.Forward);
        Assert.Same(one.ResponseTable, other.ResponseTable);
        using var unsteady = new UnsteadyArray(SmallArrays.Settings);
        var streaming = new HiddenCells(unsteady, Nonlinearity.Linear, ForwardMode.Auto);
        Assert.Same(streaming, SharedDevice.OfOneTrial(streaming));
    }
}
