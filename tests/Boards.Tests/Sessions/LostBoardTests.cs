using System.Collections.Concurrent;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sessions;

/// <summary>Boards that are killed, stopped or unplugged, and that come back.</summary>
public class LostBoardTests
{
    // Some seconds of computing on the reference device.
    private static readonly ArraySettings Long = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(10, -1), new Window(400_000, 3200, 16));

    // So long that no board ever finishes it: for boards that are lost in a job.
    private static readonly ArraySettings Endless = Long with { Window = new Window(60_000_000, 3200, 16) };

    // More than any machine takes to start a board again.
    private const double Grace = 120;

    private readonly ConcurrentQueue<string> _notes = [];

    [DeviceTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_board_that_is_killed_in_a_job_is_noticed_at_once(bool terminal)
    {
        using var device = terminal ? ReferenceDevice.OnTerminal(Long.Constants) : ReferenceDevice.OnTcp(Long.Constants);
        var lost = Lose(device.Address, device.Kill, 0);
        Assert.Contains("is lost", lost.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("fell silent", lost.Message, StringComparison.Ordinal); // the line reported the loss at once
    }

    [DeviceTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_board_that_stops_without_a_word_is_noticed_by_its_silence(bool terminal)
    {
        using var device = terminal ? ReferenceDevice.OnTerminal(Long.Constants) : ReferenceDevice.OnTcp(Long.Constants);
        var lost = Lose(device.Address, device.Stop, 0);
        Assert.Contains("it fell silent", lost.Message, StringComparison.Ordinal);
        Assert.Equal(1.5, new LinkOptions().SilenceSeconds);
    }

    [DeviceFact]
    public void Of_a_simulated_board_that_is_lost_no_cable_is_spoken()
    {
        using var device = ReferenceDevice.OnTcp(Long.Constants);
        var address = device.Address;
        var lost = Lose(new BoardAddress.Made("sim", "a test's", address.Open), device.Kill, 0);
        Assert.EndsWith("its program ended or hangs, so run again.", lost.Message, StringComparison.Ordinal);
    }

    [DeviceFact]
    public void A_board_that_stays_away_is_given_up_after_the_grace()
    {
        using var device = ReferenceDevice.OnTcp(Long.Constants);
        var lost = Lose(device.Address, device.Kill, 1);
        Assert.Contains("did not come back in 1 s", lost.Message, StringComparison.Ordinal);
        Assert.Contains("trying to reconnect for 1 s", _notes.Single(), StringComparison.Ordinal);
    }

    [DeviceFact]
    public void A_board_that_is_killed_and_started_again_gives_the_same_bits()
    {
        var device = ReferenceDevice.OnTcp(Long.Constants);
        var port = int.Parse(device.Place, System.Globalization.CultureInfo.InvariantCulture);
        using var cpu = new CpuArray(Long);
        using var array = Open(device.Address, Grace);
        var running = InAJob(array, () => array.Run(new(Long.Codes.AllCodes(), Features.Trace | Features.Mean)));
        device.Dispose();
        IsLost();
        using var again = ReferenceDevice.OnTcp(Long.Constants, port);
        var got = running.Result;
        var expected = cpu.Run(new(Long.Codes.AllCodes(), Features.Trace | Features.Mean));
        Assert.Equal(expected.Trace!.Words!, got.Trace!.Words!);
        Assert.Equal(expected.Ends, got.Ends);
        Assert.Equal(1, array.Board.Statistics.Reconnects);
        Assert.Contains("is back", _notes.Last(), StringComparison.Ordinal);
    }

    [DeviceFact]
    public void A_board_that_was_only_stopped_goes_on()
    {
        using var device = ReferenceDevice.OnTerminal(Long.Constants);
        using var cpu = new CpuArray(Long);
        using var array = Open(device.Address, Grace);
        var running = InAJob(array, () => array.Run(new(Long.Codes.AllCodes(), Features.Signs)));
        device.Stop();
        IsLost();
        device.Continue();
        Assert.Equal(cpu.Run(new(Long.Codes.AllCodes(), Features.Signs)).Signs!.Words, running.Result.Signs!.Words);
    }

    [DeviceFact]
    public void Another_board_in_its_place_is_refused()
    {
        var device = ReferenceDevice.OnTcp(Long.Constants);
        var port = int.Parse(device.Place, System.Globalization.CultureInfo.InvariantCulture);
        using var array = Open(device.Address, Grace);
        device.Dispose();
        using var other = ReferenceDevice.OnTcp(new CellConstants(new CellFormat(8), new CellParameters()), port);
        var lost = Assert.Throws<DeviceLostException>(() => array.Run(new([1], Features.Mean)));
        Assert.Contains("Another board answers", lost.Message, StringComparison.Ordinal);
    }

    [DeviceFact]
    public void A_board_that_was_lost_between_two_runs_is_noticed_in_the_second()
    {
        using var device = ReferenceDevice.OnTerminal(Long.Constants);
        using var array = Open(device.Address, 0);
        device.Stop();
        Thread.Sleep(1700); // longer than the silence that means a loss
        Assert.Throws<DeviceLostException>(() => array.Run(new([1], Features.Mean)));
    }

    [DeviceFact]
    public void A_run_that_is_ended_early_leaves_a_board_that_can_be_asked_again()
    {
        using var ending = new CancellationTokenSource();
        using var device = ReferenceDevice.OnTcp(Long.Constants);
        using (var array = new BoardArray(device.Address, Endless, new LinkOptions { Cancellation = ending.Token, ReconnectSeconds = Grace }))
        {
            var running = InAJob(array, () => Assert.Throws<OperationCanceledException>(() => array.Run(new(Long.Codes.AllCodes(), Features.Mean))));
            ending.Cancel();
            _ = running.Result;
        }

        using var again = new BoardArray(device.Address, Long, new LinkOptions());
        Assert.Equal(3, again.Run(new([1, 2, 3], Features.None)).Runs);
    }

    [DeviceFact]
    public void A_place_without_a_board_is_refused_with_what_to_check()
    {
        string Refusal(BoardAddress address) =>
            Assert.Throws<DeviceMissingException>(() => new BoardArray(address, Long, new LinkOptions())).Message;
        Assert.Contains("There is no port /dev/ttyNOBODY", Refusal(new BoardAddress.Serial("/dev/ttyNOBODY")), StringComparison.Ordinal);
        Assert.Contains("Nothing listens at 127.0.0.1:1", Refusal(new BoardAddress.Tcp("127.0.0.1", 1)), StringComparison.Ordinal);
        using var mute = ReferenceDevice.OnTerminal(Long.Constants);
        mute.Stop();
        Assert.Contains("answers as a board does", Refusal(mute.Address), StringComparison.Ordinal);
    }

    private DeviceLostException Lose(BoardAddress address, Action end, double grace)
    {
        using var array = Open(address, grace, Endless);
        var running = InAJob(array, () => Assert.Throws<DeviceLostException>(() => array.Run(new(Long.Codes.AllCodes(), Features.Trace))));
        end();
        return running.Result;
    }

    // Begins a run, and waits until the board has been asked.
    private static Task<T> InAJob<T>(BoardArray array, Func<T> run)
    {
        var before = array.Board.Statistics.BytesSent;
        var running = Task.Run(run);
        Generous.Until(() => array.Board.Statistics.BytesSent > before || running.IsCompleted, "a job");
        return running;
    }

    private void IsLost() => Generous.Until(() => _notes.Any(note => note.Contains("is lost", StringComparison.Ordinal)), "the loss of the board");

    private BoardArray Open(BoardAddress address, double grace, ArraySettings? settings = null) => new(address, settings ?? Long, new LinkOptions
    {
        ReconnectSeconds = grace,
        Notes = _notes.Enqueue,
    });
}
