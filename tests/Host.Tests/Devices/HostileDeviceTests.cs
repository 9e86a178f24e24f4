using FhnHw.Boards.Sessions;
using FhnHw.Host.Devices;
using FhnHw.Host.Tests.Commands;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Devices;

/// <summary>Boards whose numbers are wrong although their charge balances, and simulated boards that go wrong.</summary>
public class HostileDeviceTests
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(7, -1), new Window(50, 300, 1));

    private static readonly Readout Readout = RandomReadouts.Draw(new Random(1), 16, 4, 1, Nonlinearity.Linear);

    public static TheoryData<Features> Asked => [Features.Mean, Features.Trace | Features.Mean, Features.Signs, Features.Votes];

    [DeviceTheory]
    [MemberData(nameof(Asked))]
    public void Wrong_numbers_whose_charge_balances_are_found_and_the_device_is_named(Features features)
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var name = DeviceName.Parse($"hostile:3/values:{device.Address}");
        using var array = CellArrays.CreateChecked(name, Settings);
        ushort[] runs = [.. Enumerable.Range(0, 128).Select(n => (ushort)(n % 127))];
        var lost = Assert.Throws<WrongNumbersException>(() =>
        {
            for (var batch = 0; batch < 20; batch++)
            {
                array.Run(new(runs, features, Readout));
            }
        });
        Assert.Contains($"({name}) gives wrong numbers", lost.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', lost.Message);
    }

    [DeviceFact]
    public void A_training_on_a_hostile_line_ends_with_the_same_weights_and_tells_the_faults()
    {
        using var device = ReferenceDevice.OnTerminal(Settings.Constants);
        using var folder = new TemporaryFolder();
        var recipe = "train --data builtin --train-images 60 --test-images 20 --hidden 5 --epochs 2 --forward stream --transient 1 --record 1 --seed 1";
        var (sound, hostile) = (Path.Combine(folder.Path, "sound"), Path.Combine(folder.Path, "hostile"));
        Assert.Equal(0, CliRun.Of($"{recipe} --device {device.Address} --out {sound}").Code);
        var run = CliRun.Of($"{recipe} --device hostile:5/flips=4000,slow=3000,unplug=6000:{device.Address} --out {hostile}");
        Assert.Equal(0, run.Code);
        Assert.Matches("device +hostile:5/flips=4000,slow=3000,unplug=6000:serial:", run.Output);
        Assert.Matches("faults +[0-9]+ .*made on purpose", run.Output);
        Assert.Equal(File.ReadAllBytes(Path.Combine(sound, "weights.npz")), File.ReadAllBytes(Path.Combine(hostile, "weights.npz")));
    }

    [ToolTheory("verilator", "g++", "make")]
    [InlineData("reset@3000")]
    [InlineData("stall@3000")]
    [InlineData("mute@3000")]
    public void A_simulated_board_that_is_reset_or_falls_silent_gives_the_same_bits(string fault)
    {
        using var array = CellArrays.CreateChecked(DeviceName.Parse($"sim:lanes:2:fault:{fault}"), Settings, new LinkOptions { StallSeconds = 2 });
        using var cpu = new CpuArray(Settings);
        ushort[] runs = [.. Settings.Codes.AllCodes()];
        for (var batch = 0; batch < 3; batch++)
        {
            Assert.Equal(cpu.Run(new(runs, Features.Trace)).Trace!.Words, array.Run(new(runs, Features.Trace)).Trace!.Words);
        }
    }

    [ToolTheory("verilator", "g++", "make")]
    [InlineData("stuck-x@3000", Features.Signs)]
    [InlineData("stuck-x@3000", Features.Mean)]
    [InlineData("flip-x@3000", Features.Trace)]
    [InlineData("flip-y@3000", Features.Trace | Features.Mean)]
    [InlineData("flip-s@3000", Features.Trace | Features.Mean)]
    [InlineData("numbers@0", Features.Mean)]
    public void A_simulated_board_whose_memory_is_at_fault_is_found_out(string fault, Features features)
    {
        using var array = CellArrays.CreateChecked(DeviceName.Parse($"sim:lanes:2:fault:{fault}"), Settings, new LinkOptions());
        using var cpu = new CpuArray(Settings);
        ushort[] runs = [.. Settings.Codes.AllCodes()];
        var (expected, wrong) = (cpu.Run(new(runs, features)), 0);
        var told = Record.Exception(() =>
        {
            for (var batch = 0; batch < 20; batch++)
            {
                var got = array.Run(new(runs, features));
                wrong += Equal(expected, got) ? 0 : 1;
            }
        });
        Assert.Equal(0, wrong);
        Assert.True(told is null or DeviceLostException or ChargeBalanceException, $"{told}");
        Assert.True(told is not null || fault.StartsWith("flip", StringComparison.Ordinal), "A fault that stays must end the run.");
    }

    private static bool Equal(Response a, Response b) =>
        (a.Trace?.Words ?? new TraceWords([])).AsSpan().SequenceEqual((b.Trace?.Words ?? new TraceWords([])).AsSpan())
        && (a.MeanX ?? []).AsSpan().SequenceEqual(b.MeanX)
        && (a.Signs?.Words ?? []).AsSpan().SequenceEqual(b.Signs?.Words);
}
