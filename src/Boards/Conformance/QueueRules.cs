using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Conformance;

/// <summary>Rules of queue and credit (section 3).</summary>
internal static class QueueRules
{
    private const byte LastTag = 250;

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(3, "requests up to the queue's length are all taken while a job runs", Full) { IsTimed = true },
        new(3, "a request beyond the queue gives ERROR 5, and the others are answered", Overflow) { IsTimed = true },
        new(3, "a refused request takes no room any more", Refused),
        new(3, "a request as long as the queue is taken", Longest),
        new(3, "the whole queue is free again from the first frame of a running job's reply on", FreeAtFirstFrame),
    ];

    private static void Full(Probe probe)
    {
        var (first, small) = (LongJob.Of(probe, probe.Stretch), Filler(probe));
        probe.Send(first, 1);
        var sent = Fill(probe, JobRequest.FrameBytes(first.Cells, probe.Board), small);
        probe.Answer(first, 1, TimeSpan.FromSeconds(10 * probe.Stretch));
        AnswerAll(probe, small, sent);
    }

    private static void Overflow(Probe probe)
    {
        var (first, small) = (LongJob.Of(probe, 3 * probe.Stretch), Filler(probe));
        probe.Send(first, 1);
        var sent = Fill(probe, JobRequest.FrameBytes(first.Cells, probe.Board), small);

        // The running job may have left the queue already, and a queue may hold somewhat more than it says, but not half as much again.
        var (held, each) = (JobRequest.FrameBytes(first.Cells, probe.Board), JobRequest.FrameBytes(small.Cells, probe.Board));
        var (extra, errors) = (((held + (probe.Board.Queue / 2)) / each) + 2, 0);
        probe.SendAll(Enumerable.Repeat((small, LastTag), extra));

        Frame next;
        while (IsQueueFull(next = probe.Next(TimeSpan.FromSeconds(10 * probe.Stretch))))
        {
            errors++;
        }

        Probe.Require(errors > 0, "the queue takes more than the greeting says without ERROR 5");
        Probe.Require(next is { Kind: Protocol.DoneKind, Tag: 1 }, $"{Probe.Text(next)} came where DONE of the running job was due");
        AnswerAll(probe, small, sent);
        while (probe.Poll(TimeSpan.FromSeconds(0.3)) is { } frame)
        {
            Probe.Require(
                frame.Tag == LastTag && frame.Kind is Protocol.DataKind or Protocol.DoneKind,
                $"{Probe.Text(frame)} came where replies of tag {LastTag} were due");
        }
    }

    private static bool IsQueueFull(Frame? frame) => frame is { Kind: Protocol.ErrorKind } error
        && (error is { Tag: 0, Payload: [Protocol.QueueFullError] } ? true
            : throw new RuleBrokenException($"{Probe.Text(error)} came where ERROR 5, tag 0 was due"));

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

    private static void Longest(Probe probe)
    {
        probe.Send(0x55, 9, new byte[probe.Board.Queue - Protocol.LeastFrameBytes]);
        probe.ExpectError(Protocol.UnknownKindError, 9);
    }

    // A job that sends samples now and then all the time. After its first frame the host may fill the queue to the last byte.
    private static void FreeAtFirstFrame(Probe probe)
    {
        var (board, patience) = (probe.Board, TimeSpan.FromSeconds(60));
        if (!board.Has(Protocol.TraceFeature))
        {
            throw new NotApplicableException("the board sends no traces");
        }

        var filling = 1.1 * board.Queue / (probe.BytesPerSecond ?? 1e6); // seconds
        var silent = LongJob.Of(probe, 2 + (4 * filling));
        var samples = Math.Max(8, 8 * Protocol.DataBytes / (silent.Cells * board.XBytes));
        var job = silent with { Features = Protocol.TraceFeature, Transient = 0, Steps = silent.Transient, Stride = (silent.Transient / samples) + 1 };
        probe.Send(job, 1);
        var first = probe.Next(patience);
        Probe.Require(first is { Kind: Protocol.DataKind, Tag: 1 }, $"{Probe.Text(first)} came where DATA, tag 1 was due");
        probe.PutBack(first);
        var requests = Math.Min(8, board.Queue / Protocol.LeastFrameBytes);
        for (var n = 0; n < requests; n++)
        {
            var bytes = (board.Queue / requests) + (n == 0 ? board.Queue % requests : 0);
            probe.Send(0x55, (byte)(2 + n), new byte[bytes - Protocol.LeastFrameBytes]);
        }

        probe.Answer(job, 1, patience);
        for (var n = 0; n < requests; n++)
        {
            probe.ExpectError(Protocol.UnknownKindError, (byte)(2 + n));
        }
    }

    // So many cells that the queue is full before the tags are used up.
    private static JobRequest Filler(Probe probe) => probe.Small(
        Math.Clamp(((probe.Board.Queue / 200) + 1 - JobRequest.FrameBytes(0, probe.Board)) / probe.Board.SBytes, 1, probe.MostCells));

    // Small jobs with tags from 2 on, as many as there is credit for.
    private static int Fill(Probe probe, int used, JobRequest small)
    {
        var each = JobRequest.FrameBytes(small.Cells, probe.Board);
        var sent = (probe.Board.Queue - used) / each;
        if (sent > 247)
        {
            throw new NotApplicableException("the queue holds more requests than there are tags");
        }

        probe.SendAll(Enumerable.Range(2, sent).Select(tag => (small, (byte)tag)));
        return sent;
    }

    private static void AnswerAll(Probe probe, JobRequest small, int sent)
    {
        for (var n = 0; n < sent; n++)
        {
            probe.Answer(small, (byte)(2 + n), TimeSpan.FromSeconds(5 * probe.Stretch));
        }
    }
}
