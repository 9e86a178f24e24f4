using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Simulation;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Simulation;

/// <summary>The simulated board sends heartbeats by the wall clock, so that the host notices one that hangs, as it does any other board.</summary>
public class SimulatedHeartbeatTests
{
    // Some seconds of computing on the simulated board: 255 codes, 40,000 steps.
    private static readonly ArraySettings Long = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), new Window(200_000, 3200, 16));

    [ToolFact("verilator", "g++", "make")]
    public void Heartbeats_of_a_job_come_by_the_wall_clock_and_not_by_the_clocks_that_are_computed()
    {
        using var folder = new TemporaryFolder();
        var beats = new ConcurrentQueue<long>();
        int period;
        using (var board = SimulatorProcess.Start(Simulator(), "--pty", "--stats", folder["stats"]))
        using (var session = new BoardSession(BoardAddress.TryParse(board.Device)!.Open(), new LinkStatistics("a test")))
        {
            var greeting = session.Hello(Generous.Patience)!;
            period = greeting.Heartbeat;
            session.Heartbeats = frame =>
            {
                if (frame.Payload[0] == 1)
                {
                    beats.Enqueue(Stopwatch.GetTimestamp());
                }
            };
            var job = new JobRequest(0, new int[greeting.Cells], Long.Window.TransientSteps, 1, 1);
            session.Send(new Frame(Protocol.JobKind, 1, job.ToPayload(greeting)));
            Assert.Equal(Protocol.DoneKind, session.Receive(Generous.Patience)?.Kind);
        }

        // On a busy machine too no heartbeat comes early; only the first may be read up to a second late.
        long[] times = [.. beats];
        Assert.InRange(times.Length, 3, int.MaxValue);
        Assert.InRange(Stopwatch.GetElapsedTime(times[0], times[^1]).TotalMilliseconds + 1000, (times.Length - 1) * period, double.MaxValue);
        var clocks = JsonDocument.Parse(File.ReadAllText(folder["stats"])).RootElement.GetProperty("clocksBetweenHeartbeats").GetDouble();
        Assert.NotInRange(clocks, (SimulatorSettings.ClockHz / 1000 * period) - 2, (SimulatorSettings.ClockHz / 1000 * period) + 2);
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_simulated_board_that_stops_without_a_word_is_noticed_by_its_silence()
    {
        using var board = ReferenceDevice.OnTerminalOf(Simulator());
        using var array = new BoardArray(
            board.Address,
            Long with { Window = new Window(60_000_000, 3200, 16) }, new LinkOptions { ReconnectSeconds = 0 });
        var running = InAJob(array, () => Assert.Throws<DeviceLostException>(() => array.Run(new(Long.Codes.AllCodes(), Features.Trace))));
        board.Stop();
        Assert.Contains("it fell silent", running.Result.Message, StringComparison.Ordinal);
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_simulated_board_that_was_only_stopped_goes_on_to_the_same_bits()
    {
        var notes = new ConcurrentQueue<string>();
        using var board = ReferenceDevice.OnTerminalOf(Simulator(rtl: true));
        using var cpu = new CpuArray(Long);
        using var array = new BoardArray(board.Address, Long, new LinkOptions { ReconnectSeconds = 120, Notes = notes.Enqueue });
        var running = InAJob(array, () => array.Run(new(Long.Codes.AllCodes(), Features.Trace | Features.Mean)));
        board.Stop();
        Generous.Until(() => notes.Any(note => note.Contains("fell silent", StringComparison.Ordinal)), "the loss of the board");
        board.Continue();
        var (expected, got) = (cpu.Run(new(Long.Codes.AllCodes(), Features.Trace | Features.Mean)), running.Result);
        Assert.Equal(expected.Trace!.Words!, got.Trace!.Words!);
        Assert.Equal(expected.Ends, got.Ends);
        Assert.InRange(array.Board.Statistics.Reconnects, 1, int.MaxValue);
    }

    // Begins a run, and waits until the board has been asked.
    private static Task<T> InAJob<T>(BoardArray array, Func<T> run)
    {
        var before = array.Board.Statistics.BytesSent;
        var running = Task.Run(run);
        Generous.Until(() => array.Board.Statistics.BytesSent > before || running.IsCompleted, "a job");
        return running;
    }

    // The board's own modules take some seconds for what lanes side by side do in half of one.
    private static string Simulator(bool rtl = false) =>
        SimulatorBuild.Usual().Find(TinyCheckout.Constants, new SimulatorSettings(Rtl: rtl), _ => { }, CancellationToken.None);
}
