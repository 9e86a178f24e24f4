using System.Collections.Concurrent;
using System.Diagnostics;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sessions;

/// <summary>Under every fault of a hostile line the bits are the same, or there is one sentence within a bounded time.</summary>
public class HostileBoardTests
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), new Window(50, 400, 3));

    private readonly ConcurrentQueue<string> _notes = [];

    [DeviceTheory]
    [InlineData("half-open", 40)]
    [InlineData("drops", 60)]
    public void A_line_that_is_never_good_ends_with_one_sentence(string kind, int every)
    {
        using var device = ReferenceDevice.OnTerminal(Settings.Constants);
        var address = new BoardAddress.Hostile(device.Address, FaultPlan.TryParse($"1/{kind}={every}")!);
        var clock = Stopwatch.StartNew();
        var lost = Record.Exception(() =>
        {
            using var array = new BoardArray(address, Settings, Patient with { ReconnectSeconds = 2, Tries = 5 });
            array.Run(new(Settings.Codes.AllCodes(), Features.Trace));
        });
        Assert.True(lost is DeviceLostException or DeviceMissingException, $"{lost}");
        Assert.DoesNotContain('\n', lost.Message);
        Assert.True(clock.Elapsed < Generous.Patience, $"It took {clock.Elapsed}.");
    }

    [DeviceFact]
    public void A_greeting_that_lies_is_refused_or_does_no_harm()
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        using var cpu = new CpuArray(Settings);
        var refused = 0;
        for (var seed = 0; seed < 24; seed++)
        {
            try
            {
                var address = new BoardAddress.Hostile(device.Address, new FaultPlan(seed, FaultKinds.Greeting));
                using var array = new BoardArray(address, Settings, Patient with { StallSeconds = 0.3, ReconnectSeconds = 0 });
                Assert.Equal(cpu.Run(new([7, 8], Features.Mean)).MeanX, array.Run(new([7, 8], Features.Mean)).MeanX);
            }
            catch (Exception told) when (told is InvalidSettingException or DeviceMissingException or DeviceLostException)
            {
                Assert.DoesNotContain('\n', told.Message);
                refused++;
            }
        }

        Assert.InRange(refused, 8, 23);
    }

    [DeviceFact]
    public void A_stale_bitstream_is_refused_by_its_constants()
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var address = new BoardAddress.Hostile(device.Address, new FaultPlan(1, FaultKinds.Stale));
        var refused = Assert.Throws<DeviceMissingException>(() => new BoardArray(address, Settings, Patient));
        Assert.Contains($"the settings give {Settings.Constants.Hash}", refused.Message, StringComparison.Ordinal);
    }

    [DeviceTheory]
    [InlineData(Features.Mean)]
    [InlineData(Features.Signs)]
    [InlineData(Features.Trace)]
    public void Numbers_beyond_their_bound_end_the_run(Features features)
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var address = new BoardAddress.Hostile(device.Address, new FaultPlan(1, FaultKinds.None).With(FaultKinds.Sums, 1));
        using var array = new BoardArray(address, Settings, Patient);
        Assert.Throws<ChargeBalanceException>(() => array.Run(new(Settings.Codes.AllCodes(), features)));
    }

    [DeviceFact]
    public void A_board_that_is_busy_for_ever_is_spoken_of_and_given_up()
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var address = new BoardAddress.Hostile(device.Address, new FaultPlan(1, FaultKinds.Busy));
        using var array = new BoardArray(address, Settings, Patient with { BusySeconds = 0.5 });
        var lost = Assert.Throws<DeviceLostException>(() => array.Run(new([1], Features.Mean)));
        Assert.Contains("has said for 1 s that it is busy and sent nothing", lost.Message, StringComparison.Ordinal);
        Assert.Contains("waiting 1 s at most", _notes.Single(), StringComparison.Ordinal);
    }

    [DeviceFact]
    public void A_board_that_is_idle_and_never_answers_is_spoken_of_and_given_up()
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var address = new BoardAddress.Hostile(device.Address, new FaultPlan(1, FaultKinds.Idle));
        using var array = new BoardArray(address, Settings, Patient with { StallSeconds = 0.3, Tries = 8 });
        var lost = Assert.Throws<DeviceLostException>(() => array.Run(new([1], Features.Mean)));
        Assert.Contains("says that it is idle and answers no request (3 were sent, 0.3 s each)", lost.Message, StringComparison.Ordinal);
        Assert.Equal(2, _notes.Count(note => note.EndsWith("asking again.", StringComparison.Ordinal)));
    }

    /// <summary>As a simulated board is that gets no processor time: its silence counts, not how long the answer takes.</summary>
    [DeviceFact]
    public void A_board_that_says_nothing_for_a_while_is_waited_for_and_not_asked_again()
    {
        var waited = false;
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var address = TamperingLink.Around(device.Address, frame =>
        {
            if (frame.Kind == Protocol.DataKind && !waited)
            {
                waited = true;
                Thread.Sleep(TimeSpan.FromSeconds(2.5));
            }

            return frame;
        });
        using var array = new BoardArray(address, Settings, Patient with { StallSeconds = 1, SilenceSeconds = 60 });
        using var cpu = new CpuArray(Settings);
        Assert.Equal(cpu.Run(new([1], Features.Trace)).Trace!.Words, array.Run(new([1], Features.Trace)).Trace!.Words);
        Assert.True(waited);
        Assert.Equal(0, array.Board.Statistics.Retries);
        Assert.Empty(_notes);
    }

    [DeviceFact]
    public void A_board_that_resets_when_its_port_opens_is_waited_for()
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var late = new BoardAddress.Made("late", device.Place, () => new LateLink(device.Address.Open(), TimeSpan.FromSeconds(1.2)));
        var address = new BoardAddress.Hostile(late, FaultPlan.TryParse("4/unplug=30000")!);
        using var array = new BoardArray(address, Settings, Patient with { ReconnectSeconds = 30 });
        using var cpu = new CpuArray(Settings);
        var runs = Settings.Codes.AllCodes();
        Assert.Equal(cpu.Run(new(runs, Features.Trace)).Trace!.Words, array.Run(new(runs, Features.Trace)).Trace!.Words);
        Assert.True(array.Board.Statistics.Reconnects > 0, "It was never unplugged.");
    }

    [DeviceTheory]
    [InlineData(0, 9, "DONE counts 9 saturated cells of 1")]
    [InlineData(2, 200, "DONE counts 200 bytes where")]
    public void A_DONE_that_cannot_be_is_told_as_what_it_is(int at, byte value, string words)
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var address = TamperingLink.Around(
            device.Address,
            frame => frame.Kind == Protocol.DoneKind ? frame with { Payload = [.. frame.Payload[..at], value, .. frame.Payload[(at + 1)..]] } : frame);
        using var array = new BoardArray(address, Settings, Patient with { Tries = 1 });
        Assert.Contains(words, Assert.Throws<DeviceLostException>(() => array.Run(new([1], Features.Mean))).Message, StringComparison.Ordinal);
    }

    [DeviceFact]
    public void Of_another_board_it_is_told_what_differs()
    {
        var greetings = 0;
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var address = TamperingLink.Around(device.Address, frame => frame.Kind switch
        {
            Protocol.GreetingKind when greetings++ > 0 => frame with { Payload = (Greeting.Of(frame.Payload)! with { Queue = 77 }).ToPayload() },
            Protocol.DataKind => frame with { Payload = [9, 9, .. frame.Payload[2..]] },
            _ => frame,
        });
        using var array = new BoardArray(address, Settings, Patient);
        var lost = Assert.Throws<DeviceLostException>(() => array.Run(new([1], Features.Mean)));
        Assert.Contains("Another board answers on faulty (queue 77 where 8192 was)", lost.Message, StringComparison.Ordinal);
    }

    [DeviceFact]
    public void Of_a_short_greeting_it_is_told_and_of_no_rate_where_there_is_none()
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants);
        var address = TamperingLink.Around(device.Address, frame => frame with { Payload = [.. frame.Payload.Take(20)] });
        var missing = Assert.Throws<DeviceMissingException>(() => new BoardArray(address, Settings, Patient with { ReconnectSeconds = 1 }));
        Assert.Contains("(a greeting of 20 bytes, where 52 are due, came)", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("rate", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_in_the_place_of_a_greeting_is_told()
    {
        byte[] hello = [7, 0, 0, 0];
        string Of(Frame frame) => GreetingProblem.Of(frame, hello);
        Assert.Equal("bytes that are no frame", Of(Frame.Damaged));
        Assert.Equal("a frame of kind 0x82 and no greeting", Of(new Frame(Protocol.DataKind, 7, new byte[52])));
        Assert.Equal("a greeting of 51 bytes, where 52 are due,", Of(new Frame(Protocol.GreetingKind, 7, new byte[51])));
        Assert.Equal("a greeting with another nonce than that of the last HELLO", Of(new Frame(Protocol.GreetingKind, 7, new byte[52])));
        Assert.Equal("a greeting with tag 8, where 7 was due,", Of(new Frame(Protocol.GreetingKind, 8, [.. hello, .. new byte[48]])));
    }

    private LinkOptions Patient => new() { ReconnectSeconds = 60, Tries = 50, StallSeconds = 2, Notes = _notes.Enqueue };

    /// <summary>The line to a board that hears and says nothing for a while after its port is opened.</summary>
    private sealed class LateLink(ILink line, TimeSpan late) : ILink
    {
        private readonly long _opened = Stopwatch.GetTimestamp();

        public int Read(byte[] buffer, CancellationToken cancellation) => line.Read(buffer, cancellation);

        public void Write(ReadOnlySpan<byte> bytes)
        {
            if (Stopwatch.GetElapsedTime(_opened) > late)
            {
                line.Write(bytes);
            }
        }

        public void Dispose() => line.Dispose();
    }
}
