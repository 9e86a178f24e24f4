using System.Globalization;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Simulation;
using FhnHw.Boards.Wire;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Simulation;

/// <summary>The simulated board's waveform begins with the host's first byte and has the first job, however long the board rests before each.</summary>
public sealed class SimulatedWaveformTests : IDisposable
{
    private const int Clocks = 32_000; // 20,480 pass after HELLO before the board is at rest
    private const long Clock = 1_000_000_000 / SimulatorSettings.ClockHz; // ns

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact("verilator", "g++", "make")]
    public void A_waveform_has_the_first_job_in_it_and_the_time_of_the_board()
    {
        // A small board is built and recorded fast.
        var size = new SimulatorSettings(Lanes: 1, CellsPerLane: 8, Votes: false, Trace: true, Rtl: true);
        var program = SimulatorBuild.Usual().Find(TinyCheckout.Constants, size, _ => { }, CancellationToken.None);
        using (var board = SimulatorProcess.Start(program, "--pty", "--trace", Path.Combine(_folder["waves"], "vcd"), "--trace-to", $"{Clocks}"))
        using (var link = BoardAddress.TryParse(board.Device)!.Open())
        {
            Thread.Sleep(200); // it leaps over half a million clocks
            link.Write(new Frame(Protocol.HelloKind, 1, [1, 0, 0, 0]).ToWire());
            var reader = new FrameReader(Protocol.LongestBoardFrameBytes);
            Await(link, reader, Protocol.GreetingKind, 1);
            Await(link, reader, Protocol.HeartbeatKind, 2); // it leaps from one to the next, over more clocks than are recorded
            link.Write(new Frame(Protocol.JobKind, 2, new JobRequest(0, [100], 0, 20, 1).ToPayload(new Greeting { SBytes = 2 })).ToWire(1));
            Await(link, reader, Protocol.DoneKind, 1);
        }

        var lines = File.ReadAllLines(Path.Combine(_folder["waves"], "vcd"));
        Assert.Contains(lines, line => line.StartsWith("$timescale", StringComparison.Ordinal) && line.Contains("1ns", StringComparison.Ordinal));
        long[] times = [.. lines.Where(line => line.StartsWith('#')).Select(line => long.Parse(line[1..], CultureInfo.InvariantCulture))];
        Assert.Equal(0, times[0]);
        Assert.InRange(times.Length, 1000, 2 * Clocks);
        Assert.True(times[^1] > 1000 * Clock);
        var busy = lines.First(line => line.Contains(" array_busy ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        Assert.Contains($"1{busy}", lines);
        Assert.Contains($"0{busy}", lines.SkipWhile(line => line != $"1{busy}"));
    }

    private static void Await(ILink link, FrameReader reader, byte kind, int count)
    {
        using var patience = new CancellationTokenSource(Generous.Patience);
        var buffer = new byte[4096];
        while (count > 0)
        {
            reader.Push(buffer.AsSpan(0, link.Read(buffer, patience.Token)), frame => count -= frame.Kind == kind ? 1 : 0);
        }
    }
}
