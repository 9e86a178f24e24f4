using System.Diagnostics;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Conformance;

/// <summary>Jobs that keep a board busy for a while without a byte of reply.</summary>
internal static class LongJob
{
    private const double Wanted = 0.6;

    /// <summary>A job of about so many times 0.6 s. The board's speed is measured at the first call.</summary>
    /// <param name="probe">The board.</param>
    /// <param name="times">How many.</param>
    /// <param name="spare">Bytes of the queue that it leaves for other requests.</param>
    public static JobRequest Of(Probe probe, double times = 1, int spare = 0)
    {
        probe.LongSteps ??= Measure(probe);
        var steps = (int)Math.Min(Protocol.MaxSteps, probe.LongSteps.Value * times);
        var cells = Math.Min(probe.MostCells, (probe.Board.Queue - spare - JobRequest.FrameBytes(0, probe.Board)) / probe.Board.SBytes);
        return new JobRequest(0, probe.InputWords(Math.Max(1, cells), 2), steps, 1, 1);
    }

    private static int Measure(Probe probe)
    {
        for (var steps = 1 << 10; ; steps *= 4)
        {
            var job = new JobRequest(0, probe.InputWords(probe.MostCells, 2), steps, 1, 1);
            var start = Stopwatch.GetTimestamp();
            probe.Send(job, 90);
            probe.Answer(job, 90, TimeSpan.FromSeconds(60));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (seconds > 0.1 || steps * 4L > Protocol.MaxSteps)
            {
                return (int)Math.Clamp(steps * (Wanted / seconds), 1, Protocol.MaxSteps);
            }
        }
    }
}
