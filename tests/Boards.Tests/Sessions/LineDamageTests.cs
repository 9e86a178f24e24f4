using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sessions;

/// <summary>Damage on the line costs a retry, or the board, but never gives a wrong number.</summary>
public class LineDamageTests
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), new Window(50, 400, 3));

    private static readonly LinkOptions Impatient = new() { StallSeconds = 0.5, ReconnectSeconds = 1, ReplyBytes = 4000 };

    public static TheoryData<FaultKinds, int, int> Lines
    {
        get
        {
            var lines = new TheoryData<FaultKinds, int, int>();
            foreach (var damage in new[] { FaultKinds.Flips, FaultKinds.Drops, FaultKinds.Repeats, FaultKinds.Insertions, FaultKinds.Swaps })
            {
                lines.Add(damage, 100_000, 1);
                lines.Add(damage, 20_000, 2);
                lines.Add(damage, 2_000, 3);
            }

            return lines;
        }
    }

    [DeviceTheory]
    [MemberData(nameof(Lines))]
    public void A_damaged_line_gives_the_same_bits_or_none(FaultKinds damage, int oneIn, int seed)
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        using var cpu = new CpuArray(Settings);
        var readout = new Readout(Nonlinearity.Linear, [.. Enumerable.Range(0, 30).Select(n => n - 15f)], [1, 2, 3]);
        ushort[] runs = [.. Settings.Codes.AllCodes(), 1, 2, 3, 4, 5]; // 260, 26 images of 10
        var address = Hostile(device.Address, damage, oneIn, seed);
        try
        {
            // On a line this good the host waits for a board that is slow to answer.
            using var array = new BoardArray(address, Settings, oneIn < 20_000 ? Impatient : Impatient with { ReconnectSeconds = 120, Tries = 50 });
            foreach (var features in new[] { Features.Trace | Features.Ends, Features.Signs, Features.Votes, Features.Mean, Features.Ends })
            {
                var (expected, got) = (cpu.Run(new(runs, features, readout)), array.Run(new(runs, features, readout)));
                Assert.Equal(expected.Trace?.Words, got.Trace?.Words);
                Assert.Equal(expected.Signs?.Words, got.Signs?.Words);
                Assert.Equal(expected.Votes, got.Votes);
                Assert.Equal(expected.MeanX, got.MeanX);
                Assert.Equal(features.HasFlag(Features.Ends) ? expected.Ends : null, got.Ends);
            }

            var statistics = array.Board.Statistics;
            Assert.True(oneIn > 20_000 || statistics.Retries > 0, "A line this bad must have cost retries.");
            Assert.Equal(0, statistics.Unbalanced);
        }
        catch (Exception lost) when (oneIn < 20_000 && lost is (DeviceMissingException or DeviceLostException))
        {
            // On a line this bad the board may count as lost.
        }
    }

    [DeviceTheory]
    [InlineData(20_000)]
    [InlineData(10_000)]
    public void Where_no_long_reply_gets_through_whole_jobs_are_cut_until_they_do(int oneIn)
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        using var cpu = new CpuArray(Settings);
        var options = new LinkOptions { StallSeconds = 0.5, ReconnectSeconds = 120, ReplyBytes = 1 << 18 };
        using var array = new BoardArray(Hostile(device.Address, FaultKinds.Flips, oneIn, 1), Settings, options);
        ushort[] runs = [.. Settings.Codes.AllCodes(), .. Settings.Codes.AllCodes(), .. Settings.Codes.AllCodes()];
        Assert.Equal(cpu.Run(new(runs, Features.Trace)).Trace!.Words, array.Run(new(runs, Features.Trace)).Trace!.Words);
        Assert.InRange(array.Board.ReplyBytes, 1, options.ReplyBytes - 1);
    }

    [DeviceFact]
    public void A_line_that_damages_every_second_frame_ends_with_one_sentence_that_says_so()
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        using var array = new BoardArray(
            Hostile(device.Address, FaultKinds.Flips, 400, 1),
            Settings,
            Impatient with { ReplyBytes = 1 << 20, ReconnectSeconds = 120 });
        var lost = Assert.Throws<DeviceLostException>(() => array.Run(new(Settings.Codes.AllCodes(), Features.Trace)));
        Assert.Contains("could not finish a job in 9 tries", lost.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', lost.Message);
    }

    private static BoardAddress.Hostile Hostile(BoardAddress address, FaultKinds damage, int oneIn, int seed) =>
        new(address, new FaultPlan(seed, FaultKinds.None).With(damage, oneIn));
}
