using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sessions;

/// <summary>Runs over lines that go wrong some times and are good again: the bits are the same.</summary>
public class HostileLineTests
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), new Window(50, 400, 3));

    private static readonly LinkOptions Patient = new() { ReconnectSeconds = 60, Tries = 50 };

    // Rates at which each kind comes some times in a run of 200 kB.
    public static TheoryData<int, string> Survivable => new()
    {
        { 1, "slow=30000,baud=60000" },
        { 2, "stalls=60000" },
        { 3, "half-open=120000" },
        { 4, "unplug=60000" },
        { 5, "flips=90000,drops=90000,repeats=90000,insertions=90000,swaps=90000,baud=200000" },
    };

    [DeviceTheory]
    [MemberData(nameof(Survivable))]
    public void The_bits_are_the_same(int seed, string kinds)
    {
        using var device = ReferenceDevice.OnTerminal(Settings.Constants);
        var address = new BoardAddress.Hostile(device.Address, FaultPlan.TryParse($"{seed}/{kinds}")!);
        using var array = new BoardArray(address, Settings, Patient);
        using var cpu = new CpuArray(Settings);
        ushort[] runs = [.. Settings.Codes.AllCodes(), 1, 2, 3, 4, 5];
        for (var turn = 0; turn < 2; turn++)
        {
            foreach (var features in new[] { Features.Trace | Features.Mean, Features.Signs, Features.Mean })
            {
                var (expected, got) = (cpu.Run(new(runs, features)), array.Run(new(runs, features)));
                Assert.Equal(expected.Trace?.Words, got.Trace?.Words);
                Assert.Equal(expected.Signs?.Words, got.Signs?.Words);
                Assert.Equal(expected.MeanX, got.MeanX);
            }
        }

        Assert.True(address.Tally.Total > 0, "Nothing went wrong.");
    }
}
