using System.Text.Json;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Simulation;
using FhnHw.Boards.Wire;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Simulation;

/// <summary>The simulated board's serial line, in clocks.</summary>
public class SimulatedLineTests
{
    // The greeting's 2.5 MHz and 150 ms.
    private const double ClocksBetweenHeartbeats = 375_000;

    [ToolTheory("verilator", "g++", "make")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_trace_keeps_the_line_busy_in_bits_and_in_bytes(bool rtl)
    {
        var stats = Run(rtl, [], session =>
        {
            var job = new JobRequest(Protocol.TraceFeature, [.. Enumerable.Range(-32, 64)], 0, 1000, 1);
            session.Send(new Frame(Protocol.JobKind, 1, job.ToPayload(new Greeting { SBytes = 2 })));
            while (session.Receive(Generous.Patience) is { } frame && frame.Kind != Protocol.DoneKind)
            {
                Assert.Equal(Protocol.DataKind, frame.Kind);
            }
        });

        // Whole bytes leave as fast as the board makes them, the first ones a little faster than the nominal four clocks each.
        Assert.InRange(stats.GetProperty("dataBusyShare").GetDouble(), 0.97, rtl ? 1 : 1.01);
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_host_that_reads_nothing_for_a_while_loses_nothing()
    {
        using var board = SimulatorProcess.Start(Simulator(rtl: false), "--pty");
        using var link = BoardAddress.TryParse(board.Device)!.Open();
        var job = new JobRequest(Protocol.TraceFeature, [.. Enumerable.Range(-32, 64)], 0, 30_000, 1);
        link.Write([
            .. new Frame(Protocol.HelloKind, 1, [1, 0, 0, 0]).ToWire(),
            .. new Frame(Protocol.JobKind, 2, job.ToPayload(new Greeting { SBytes = 2 })).ToWire(1),
        ]);

        // Long enough on any machine that is not very busy for the 4 MB to fill the line and all that keeps bytes behind it.
        Thread.Sleep(TimeSpan.FromSeconds(2));
        using var patience = new CancellationTokenSource(Generous.Patience);
        var (reader, buffer, damaged, data, isDone) = (new FrameReader(Protocol.LongestBoardFrameBytes), new byte[1 << 16], 0, 0, false);
        while (!isDone)
        {
            reader.Push(buffer.AsSpan(0, link.Read(buffer, patience.Token)), frame =>
            {
                isDone |= frame.Kind == Protocol.DoneKind;
                damaged += frame.IsDamaged ? 1 : 0;
                data += frame.Kind == Protocol.DataKind ? frame.Payload.Length - 2 : 0;
            });
        }

        Assert.Equal((0, 64 * 30_000 * 2), (damaged, data));
    }

    [ToolFact("verilator", "g++", "make")]
    public void Leaping_over_idle_clocks_changes_no_heartbeat()
    {
        var leapt = Run(true, ["--own-time"], Wait);
        var computed = Run(true, ["--no-skip"], Wait);
        Assert.InRange(leapt.GetProperty("idleClocksSkipped").GetInt64(), 500_000, long.MaxValue);
        Assert.Equal(0, computed.GetProperty("idleClocksSkipped").GetInt64());

        // A frame's first byte waits up to four clocks for its turn, more or less from one heartbeat to the next.
        foreach (var stats in new[] { leapt, computed })
        {
            Assert.InRange(stats.GetProperty("clocksBetweenHeartbeats").GetDouble(), ClocksBetweenHeartbeats - 4, ClocksBetweenHeartbeats + 4);
        }

        static void Wait(BoardSession session)
        {
            var beats = 0;
            session.Heartbeats = _ => Interlocked.Increment(ref beats);
            Generous.Until(() => Volatile.Read(ref beats) >= 3, "a third heartbeat");
        }
    }

    [ToolFact("verilator", "g++", "make")]
    public void A_client_that_comes_after_another_finds_the_board_at_work()
    {
        using var board = SimulatorProcess.Start(Simulator(rtl: true), "--tcp", "0");
        for (var client = 0; client < 2; client++)
        {
            using var session = Open(board);
            var greeting = session.Hello(Generous.Patience)!;
            Assert.True(greeting.Simulated);
            Assert.Equal(TinyCheckout.Constants.Hash, greeting.Constants);
        }
    }

    private static JsonElement Run(bool rtl, string[] arguments, Action<BoardSession> work)
    {
        using var folder = new TemporaryFolder();
        using (var board = SimulatorProcess.Start(Simulator(rtl), ["--pty", "--stats", folder["stats"], .. arguments]))
        using (var session = Open(board))
        {
            Assert.NotNull(session.Hello(Generous.Patience));
            work(session);
        }

        return JsonDocument.Parse(File.ReadAllText(folder["stats"])).RootElement;
    }

    private static BoardSession Open(SimulatorProcess board) => new(BoardAddress.TryParse(board.Device)!.Open(), new LinkStatistics("a test"));

    private static string Simulator(bool rtl) =>
        SimulatorBuild.Usual().Find(TinyCheckout.Constants, new SimulatorSettings(Rtl: rtl), _ => { }, CancellationToken.None);
}
