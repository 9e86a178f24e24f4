using System.Diagnostics;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Simulation;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;
using FhnHw.Kernels.Numbers;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Simulation;

/// <summary>The simulated board gives its sign of life by the wall clock, so that one that hangs is noticed as any other board is.</summary>
[Collection(LinesInTurn.Name)]
public class SimulatedHeartbeatTests
{
    // Some seconds of computing on the simulated board: 255 codes, 40,000 steps.
    private static readonly ArraySettings Long = new(
        new CellFormat(), new CellParameters(), CurrentLevels.OfCodes(8, -1), new Window(200_000, 3200, 16));

    [ToolFact("verilator", "g++", "make")]
    public void Heartbeats_of_a_job_come_every_period_of_the_wall_clock()
    {
        using var board = ReferenceDevice.OnTerminalOf(Simulator());
        using var session = new BoardSession(board.Address.Open(), new LinkStatistics());
        var greeting = session.Hello(TimeSpan.FromSeconds(5))!;
        var beats = new List<long>();
        session.Heartbeats = frame =>
        {
            lock (beats)
            {
                beats.Add(frame.Payload[0] == 1 ? Stopwatch.GetTimestamp() : 0);
            }
        };
        var job = new JobRequest(0, new int[greeting.Cells], Long.Window.TransientSteps, 1, 1);
        session.Send(new Frame(Protocol.JobKind, 1, job.ToPayload(greeting)));
        Assert.Equal(Protocol.DoneKind, session.Receive(TimeSpan.FromSeconds(60))?.Kind);
        lock (beats)
        {
            var busy = beats.Where(time => time > 0).ToArray();
            Assert.InRange(busy.Length, 5, int.MaxValue);
            var mean = Stopwatch.GetElapsedTime(busy[0], busy[^1]).TotalMilliseconds / (busy.Length - 1);
            Assert.InRange(mean, greeting.Heartbeat - 20, greeting.Heartbeat + 100);
        }
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_simulated_board_that_stops_without_a_word_is_noticed_within_two_seconds()
    {
        using var board = ReferenceDevice.OnTerminalOf(Simulator());
        using var array = new BoardArray(board.Address, Long, new LinkOptions { ReconnectSeconds = 0 });
        var running = Task.Run(() => Assert.Throws<DeviceLostException>(() => array.Run(new(Long.Levels.AllIndices(), Features.Trace))));
        Thread.Sleep(500);
        var clock = Stopwatch.StartNew();
        board.Stop();
        Assert.Contains("it fell silent", running.Result.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 1, 2);
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_simulated_board_that_was_only_stopped_goes_on_to_the_same_bits()
    {
        using var board = ReferenceDevice.OnTerminalOf(Simulator());
        using var managed = new ManagedArray(Long);
        using var array = new BoardArray(board.Address, Long, new LinkOptions { ReconnectSeconds = 8 });
        var running = Task.Run(() => array.Run(new(Long.Levels.AllIndices(), Features.Trace | Features.Mean)));
        Thread.Sleep(400);
        board.Stop();
        Thread.Sleep(2500);
        board.Continue();
        var (expected, got) = (managed.Run(new(Long.Levels.AllIndices(), Features.Trace | Features.Mean)), running.Result);
        Assert.Equal(expected.Trace!.Words!, got.Trace!.Words!);
        Assert.Equal(expected.Ends, got.Ends);
        Assert.Equal(1, array.Board.Statistics.Reconnects);
    }

    private static string Simulator() =>
        SimulatorBuild.Usual().Find(TinyCheckout.Constants, new SimulatorSettings(), _ => { }, CancellationToken.None);
}
