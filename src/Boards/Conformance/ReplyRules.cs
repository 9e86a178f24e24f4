using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Conformance;

/// <summary>Rules of replies (sections 4 and 5): shape, order and values of every feature.</summary>
internal static class ReplyRules
{
    private const ushort Ends = Protocol.EndsFeature, Trace = Protocol.TraceFeature, Signs = Protocol.SignsFeature,
        Signature = Protocol.SignatureFeature, Charge = Protocol.ChargeFeature;

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(4, "features 0 gives DONE alone", probe => Job(probe, 0, 3, 10, 20, 1)),
        Feature("ends", Ends),
        Feature("trace", Trace),
        Feature("signs", Signs),
        Feature("signature", Signature),
        Feature("charge", Charge),
        Feature("charge and signs", Charge | Signs),
        Feature("charge and signature", Charge | Signature),
        new(4, "charge in windows of many lengths", probe => Charges(probe)),
        Feature("ends and trace", Ends | Trace),
        Feature("ends and signs", Ends | Signs),
        Feature("trace and signature", Trace | Signature),
        Feature("ends, signs and signature", Ends | Signs | Signature),
        Feature("ends, trace and signature", Ends | Trace | Signature),
        new(4, "one cell runs alone", probe => AllFeatures(probe, 1, 3, 40, 3)),
        new(4, "all cells run together", probe => AllFeatures(probe, probe.MostCells, 2, 9, 4)),
        new(4, "every count of cells up to 17 has its bytes of signs", Counts),
        new(4, "a stride of 1, of the whole window and beyond it", Strides),
        new(4, "a window at step 0 and of one step", probe => AllFeatures(probe, 3, 0, 1, 1)),
        new(4, "a window after a long transient", probe => AllFeatures(probe, 2, 40_000, 30, 7)),
        new(5, "block numbers go on through a reply of many frames",
            probe => Job(probe, Any(probe, Trace), Math.Min(probe.MostCells, 64), 0, 4000, 1)),
        new(3, "equal jobs give equal bytes where the board says so", Repeats),
        new(3, "jobs are answered in their order", Order),
    ];

    private static Rule Feature(string name, ushort features) => new(4, $"{name}: order and layout{(features == Trace ? ", X" : "")}", probe =>
    {
        var job = new JobRequest(Any(probe, features), probe.InputWords(Math.Min(11, probe.MostCells)), 30, 100, 7);
        Compare(probe, job, probe.Run(job));
    });

    private static ushort Any(Probe probe, ushort features) => probe.Board.Has(features)
        ? features
        : throw new NotApplicableException("the board has not all of it");

    private static void Job(Probe probe, ushort features, int cells, int transient, int steps, int stride)
    {
        var job = new JobRequest(features, probe.InputWords(Math.Min(cells, probe.MostCells), 5), transient, steps, stride);
        Compare(probe, job, probe.Run(job));
    }

    // Two jobs, one with trace and one with signs, each with all other features that the board has.
    private static void AllFeatures(Probe probe, int cells, int transient, int steps, int stride)
    {
        var rest = (ushort)(probe.Board.Features & (Ends | Signature));
        foreach (var sampled in new[] { Trace, Signs }.Where(feature => probe.Board.Has(feature)))
        {
            Job(probe, (ushort)(rest | sampled), cells, transient, steps, stride);
        }

        Job(probe, rest, cells, transient, steps, stride);
    }

    private static void Charges(Probe probe)
    {
        foreach (var steps in new[] { 1, 2, 255, 1000, 20_000 })
        {
            Job(probe, Any(probe, Charge), 7, 60, steps, 1);
        }
    }

    private static void Counts(Probe probe)
    {
        for (var cells = 1; cells <= Math.Min(17, probe.MostCells); cells++)
        {
            AllFeatures(probe, cells, 1, 5, 2);
        }
    }

    private static void Strides(Probe probe)
    {
        foreach (var stride in new[] { 1, 2, 49, 50, 51, Protocol.MaxSteps })
        {
            AllFeatures(probe, 3, 2, 50, stride);
        }
    }

    private static void Repeats(Probe probe)
    {
        if (!probe.Board.Deterministic)
        {
            throw new NotApplicableException("the board does not call itself deterministic");
        }

        var job = new JobRequest((ushort)(probe.Board.Features & (Ends | Trace)), probe.InputWords(Math.Min(9, probe.MostCells), 3), 500, 700, 5);
        var first = probe.Run(job);
        probe.Run(probe.Small(probe.MostCells, 8));
        Probe.Require(first.Bytes.AsSpan().SequenceEqual(probe.Run(job).Bytes), "the second answer differs");
        probe.Hello();
        Probe.Require(first.Bytes.AsSpan().SequenceEqual(probe.Run(job).Bytes), "the answer differs in a new session");
    }

    private static void Order(Probe probe)
    {
        var jobs = Enumerable.Range(1, 8).Select(n => probe.Small(1 + (n % Math.Min(3, probe.MostCells)), n)).ToArray();
        var busy = LongJob.Of(probe, 0.3, jobs.Sum(job => JobRequest.FrameBytes(job.Cells, probe.Board))); // so that they wait
        var room = probe.Board.Queue - JobRequest.FrameBytes(busy.Cells, probe.Board);
        var sent = 0;
        probe.Send(busy, 49);
        for (; sent < jobs.Length && (room -= JobRequest.FrameBytes(jobs[sent].Cells, probe.Board)) >= 0; sent++)
        {
            probe.Send(jobs[sent], (byte)(50 + sent));
        }

        probe.Answer(busy, 49, TimeSpan.FromSeconds(10));
        for (var n = 0; n < sent; n++)
        {
            Compare(probe, jobs[n], probe.Answer(jobs[n], (byte)(50 + n)));
        }
    }

    /// <summary>Requires that a reply has the bits of the normative step, where the board computes it and the constants are known.</summary>
    public static void Compare(Probe probe, JobRequest job, Answer answer, short[]? readout = null)
    {
        if (!probe.Board.IsNormative || probe.Constants?.Hash != probe.Board.Constants)
        {
            return;
        }

        var due = new NormativeReply(job, probe.Board, probe.Constants);
        var bytes = due.ToBytes(readout);
        var at = bytes.AsSpan().CommonPrefixLength(answer.Bytes);
        Probe.Require(
            at == bytes.Length,
            at < bytes.Length ? $"byte {at} of the reply is 0x{answer.Bytes[at]:x2} where 0x{bytes[at]:x2} is due" : "");
        Probe.Require(due.Saturated == answer.Saturated, $"{answer.Saturated} saturated cells where {due.Saturated} are due");
    }
}
