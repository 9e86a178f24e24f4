namespace FhnHw.Host.Link.Conformance;

/// <summary>Rules of queue and credit (section 3).</summary>
internal static class QueueRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(3, "requests up to the queue's length are all taken while a job runs", Full),
        new(3, "a request beyond the queue gives ERROR 5, and the others are answered", Overflow),
        new(3, "a refused request takes no room any more", Refused),
    ];

    private static void Full(Probe probe)
    {
        var (first, small) = (LongJob.Of(probe), probe.Small());
        probe.Send(first, 1);
        var sent = Fill(probe, JobRequest.FrameBytes(first.Cells, probe.Board.SBytes), small);
        probe.Answer(first, 1, TimeSpan.FromSeconds(10));
        AnswerAll(probe, small, sent);
    }

    private static void Overflow(Probe probe)
    {
        var (first, small) = (LongJob.Of(probe, 2), probe.Small());
        probe.Send(first, 1);
        var sent = Fill(probe, JobRequest.FrameBytes(first.Cells, probe.Board.SBytes), small);
        probe.Send(Protocol.JobKind, 250, small.ToPayload(probe.Board.SBytes));
        probe.Send(Protocol.JobKind, 251, probe.Small(probe.MostCells).ToPayload(probe.Board.SBytes));

        // A board whose queue is larger than it says takes the one, but not both.
        var error = probe.Next(TimeSpan.FromSeconds(10));
        Probe.Require(error is { Kind: Protocol.ErrorKind, Tag: 0, Payload: [Protocol.QueueFullError] }, $"{Probe.Text(error)} came where ERROR 5, tag 0 was due");
        var next = probe.Next(TimeSpan.FromSeconds(10));
        if (next is { Kind: Protocol.ErrorKind, Payload: [Protocol.QueueFullError] })
        {
            next = probe.Next(TimeSpan.FromSeconds(10));
        }

        Probe.Require(next is { Kind: Protocol.DoneKind, Tag: 1 }, $"{Probe.Text(next)} came where DONE of the running job was due");
        AnswerAll(probe, small, sent);
    }

    private static void Refused(Probe probe)
    {
        var payload = new byte[Math.Min(1000, probe.Board.Queue - Protocol.LeastFrameBytes)];
        var count = (probe.Board.Queue / payload.Length) + 3;
        for (var n = 0; n < count; n++)
        {
            probe.Send(0x55, (byte)(n + 1), payload);
            probe.ExpectError(Protocol.UnknownKindError, (byte)(n + 1));
        }
    }

    // Small jobs with tags from 2 on, as many as there is credit for.
    private static int Fill(Probe probe, int used, JobRequest small)
    {
        var each = JobRequest.FrameBytes(small.Cells, probe.Board.SBytes);
        var sent = 0;
        for (; used + each <= probe.Board.Queue && sent < 247; sent++)
        {
            probe.Send(small, (byte)(2 + sent));
            used += each;
        }

        if (used + each <= probe.Board.Queue)
        {
            throw new NotApplicableException("the queue holds more requests than there are tags");
        }

        return sent;
    }

    private static void AnswerAll(Probe probe, JobRequest small, int sent)
    {
        for (var n = 0; n < sent; n++)
        {
            probe.Answer(small, (byte)(2 + n), TimeSpan.FromSeconds(5));
        }
    }
}
