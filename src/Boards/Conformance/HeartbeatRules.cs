using System.Diagnostics;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Conformance;

/// <summary>Rules of the heartbeat (sections 3 and 5).</summary>
internal static class HeartbeatRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(3, "a heartbeat comes every period, busy 0 at rest", Idle) { IsTimed = true },
        new(3, "a heartbeat comes every period of a silent job, busy 1", Busy) { IsTimed = true },
        new(3, "a heartbeat comes between DATA frames too", Streaming) { IsTimed = true },
        new(3, "damaged frames without a pause keep neither heartbeats nor answers waiting", Flood) { IsTimed = true },
        new(2, "a reply comes among the reports of thousands of damaged frames, not behind them", Among),
        new(5, "heartbeats carry tag 0 and a count that goes up by one", Counts),
    ];

    // Seconds between DATA, in which two heartbeats are due on every board, and bytes of the longest job.
    private const double StreamSeconds = 1.2, MostStreamed = 2e7;

    private static void Idle(Probe probe)
    {
        var start = Stopwatch.GetTimestamp();
        Thread.Sleep(probe.Stretch * Math.Max(1000, 5 * probe.Board.Heartbeat));
        Check(probe, start, 0);
    }

    private static void Busy(Probe probe)
    {
        var job = LongJob.Of(probe, probe.Stretch * Math.Max(3, probe.Board.Heartbeat / 100.0));
        var start = Stopwatch.GetTimestamp();
        probe.Send(job, 3);
        probe.Answer(job, 3, TimeSpan.FromSeconds(30 * probe.Stretch));
        var end = Stopwatch.GetTimestamp();
        var beats = probe.HeartbeatsSince(start).Where(beat => beat.Time < end).Skip(1).ToArray();
        Probe.Require(beats.Length >= 2,
            FormattableString.Invariant(
                $"{beats.Length + 1} heartbeats came in {Stopwatch.GetElapsedTime(start, end).TotalSeconds:0.0} s of a job"));
        Probe.Require(beats[..^1].All(beat => beat.Frame.Payload[0] == 1), "a heartbeat in a job says busy 0");
        CheckPeriods(probe, beats);
    }

    private static void Streaming(Probe probe)
    {
        if (!probe.Board.Has(Protocol.TraceFeature))
        {
            throw new NotApplicableException("the board sends no traces");
        }

        // Job after job, since a fast board has sent the longest one before a heartbeat is due; each sized by the speed of those before.
        var (bytes, seconds, beats) = (200_000.0, 0.0, 0);
        for (var all = StreamSeconds * probe.Stretch; seconds < all;)
        {
            var (took, came) = Stream(probe, bytes);
            (seconds, beats) = (seconds + took, beats + came);
            bytes = Math.Clamp(bytes * (all - seconds) / took, 1000, MostStreamed);
        }

        var due = (seconds / Longest(probe)) - 1;
        Probe.Require(beats >= due, FormattableString.Invariant($"{beats} heartbeats came in {seconds:0.0} s of DATA where {due:0} were due"));
    }

    // Seconds from the first DATA to DONE, and the heartbeats between the two: those between jobs do not count.
    private static (double Seconds, int Beats) Stream(Probe probe, double bytes)
    {
        var job = probe.Small(probe.MostCells) with { Stride = 1, Steps = (int)Math.Max(1, bytes / probe.MostCells / probe.Board.XBytes) };
        probe.Send(job, 4);
        probe.PutBack(probe.Next(TimeSpan.FromSeconds(30 * probe.Stretch)));
        var start = Stopwatch.GetTimestamp();
        probe.Answer(job, 4, TimeSpan.FromSeconds(30 * probe.Stretch));
        var end = Stopwatch.GetTimestamp();
        return (Stopwatch.GetElapsedTime(start, end).TotalSeconds, probe.HeartbeatsSince(start).Count(beat => beat.Time < end));
    }

    private const double FloodSeconds = 0.3; // of a line whose rate is known
    private const int MostDamaged = 30_000, FewReports = 32;

    // Until three heartbeats and the reply to a job have come.
    private static void Flood(Probe probe)
    {
        var flood = new DamageFlood(probe);
        var start = Stopwatch.GetTimestamp();
        while (flood.Answers == 0 || probe.HeartbeatsSince(start).Count < 3)
        {
            Probe.Require(
                Stopwatch.GetElapsedTime(start).TotalSeconds < (4 * Longest(probe)) + probe.Stretch,
                $"{probe.HeartbeatsSince(start).Count} heartbeats and {(flood.Answers > 0 ? "the" : "no")} reply came meanwhile");
            flood.Push();
        }

        CheckPeriods(probe, probe.HeartbeatsSince(start));
        while (probe.Poll(TimeSpan.FromSeconds(0.5)) is not null)
        {
        }
    }

    // The job and all damaged frames in one write, so that they wait at the board, and time does not matter: a board that reports damage first has
    // reported nearly all when it answers. One that lets many share an ERROR says too few to tell.
    private static void Among(Probe probe)
    {
        var job = probe.Small();
        var frames = (int)Math.Clamp((probe.BytesPerSecond ?? double.MaxValue) * FloodSeconds / DamageFlood.Damaged.Length, 1000, MostDamaged);
        probe.SendRaw([
            .. new Frame(Protocol.JobKind, 6, job.ToPayload(probe.Board)).ToWire(probe.Nonce),
            .. DamageFlood.Piece(frames),
        ]);
        int reports = 0, before = -1;
        while (probe.Poll(TimeSpan.FromSeconds(before < 0 ? 3 : 0.5)) is { } frame)
        {
            reports += frame is { Kind: Protocol.ErrorKind, Payload: [Protocol.DamagedFrameError] } ? 1 : 0;
            before = frame is { Kind: Protocol.DoneKind, Tag: 6 } ? reports : before;
        }

        Probe.Require(before >= 0, $"{reports} ERRORs and no reply came");
        Probe.Require(before < FewReports || before <= reports / 2, $"the reply came behind {before} ERRORs of {reports}");
    }

    // Delays that are allowed beyond the board's period, for program, line and a busy machine, seconds.
    private static double Slack(Probe probe) => 0.08 * probe.Stretch;

    private static double Longest(Probe probe) => (probe.Board.Heartbeat / 1e3 * 1.25) + Slack(probe);

    private static void Counts(Probe probe)
    {
        probe.Run(probe.Small(), 201);
        var start = Stopwatch.GetTimestamp();
        Thread.Sleep(Math.Max(800, 4 * probe.Board.Heartbeat));
        var beats = probe.HeartbeatsSince(start);
        Probe.Require(beats.All(beat => beat.Frame.Tag == 0), "a heartbeat carries another tag than 0");
        var counts = beats.Select(beat => unchecked((uint)Words.Read(beat.Frame.Payload.AsSpan(1, 4)))).ToArray();
        Probe.Require(
            counts.Zip(counts.Skip(1)).All(pair => unchecked(pair.First + 1) == pair.Second),
            $"the counts are {string.Join(", ", counts)}");
    }

    private static void Check(Probe probe, long start, byte busy)
    {
        var beats = probe.HeartbeatsSince(start);
        Probe.Require(beats.Count >= 3, $"{beats.Count} heartbeats came in a second");
        Probe.Require(beats.All(beat => beat.Frame.Payload[0] == busy), $"a heartbeat says busy {1 - busy}");
        CheckPeriods(probe, beats);
    }

    private static void CheckPeriods(Probe probe, IReadOnlyList<(long Time, Frame Frame)> beats)
    {
        var due = probe.Board.Heartbeat / 1e3;
        var mean = Stopwatch.GetElapsedTime(beats[0].Time, beats[^1].Time).TotalSeconds / (beats.Count - 1);
        Probe.Require(
            mean < Longest(probe) && mean > (due * 0.7) - (Slack(probe) / (beats.Count - 1)),
            FormattableString.Invariant($"heartbeats come every {mean * 1e3:0} ms where {due * 1e3:0} ms are due"));
    }
}
