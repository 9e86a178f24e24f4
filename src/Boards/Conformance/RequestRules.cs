using FhnHw.Boards.Wire;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Conformance;

/// <summary>Rules of requests (sections 4 and 5): what is refused, and with which code.</summary>
internal static class RequestRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(5, "an unknown kind gives ERROR 2 with its tag", UnknownKinds),
        new(5, "a HELLO of another length gives ERROR 3 and begins no session", OtherHellos),
        new(3, "a refused request is answered in its turn, after the jobs before it", InTurn),
        OutOfRange("no cells", (_, payload) => Put(payload, 2, 2, 0)[..Protocol.JobHeadBytes]),
        OutOfRange("more cells than the board has", MoreCells),
        OutOfRange("more transient steps than 2^26", (_, payload) => Put(payload, 4, 4, Protocol.MaxSteps + 1)),
        OutOfRange("a window of no steps", (_, payload) => Put(payload, 8, 4, 0)),
        OutOfRange("a window of more steps than 2^26", (_, payload) => Put(payload, 8, 4, Protocol.MaxSteps + 1)),
        OutOfRange("a stride of 0", (_, payload) => Put(payload, 12, 4, 0)),
        OutOfRange("a stride above 2^26", (_, payload) => Put(payload, 12, 4, Protocol.MaxSteps + 1)),
        OutOfRange("steps with the highest bit set", (_, payload) => Put(payload, 8, 4, int.MinValue)),
        OutOfRange("one byte of S too few", (_, payload) => payload[..^1]),
        OutOfRange("one byte of S too many", (_, payload) => [.. payload, 0]),
        OutOfRange("no fields", (_, _) => []),
        new(4, "a transient, a window and a stride of 2^26 steps are taken", LongestJobs),
        new(4, "trace and signs together give ERROR 3", probe => Together(probe, Protocol.TraceFeature | Protocol.SignsFeature)),
        new(4, "ends and charge together give ERROR 3", probe => Together(probe, Protocol.EndsFeature | Protocol.ChargeFeature)),
        new(4, "imageCells and classes of a job that counts nothing are not looked at", NoVotes),
        new(4, "S goes up to the largest drive, and beyond it a board answers ERROR 3 or as many bytes as are due", InputWords),
        new(5, "a feature that the greeting does not name gives ERROR 6", MissingFeatures),
        new(3, "every tag from 0 to 255 comes back", Tags),
    ];

    private static Rule OutOfRange(string what, Func<Probe, byte[], byte[]> change) => new(4, $"{what} gives ERROR 3", probe =>
    {
        probe.Send(Protocol.JobKind, 33, change(probe, probe.Small(2).ToPayload(probe.Board)));
        probe.ExpectError(Protocol.BadValueError, 33);
        probe.Run(probe.Small(), 34);
    });

    // With S for all of them, where the queue has room and the number fits.
    private static byte[] MoreCells(Probe probe, byte[] payload)
    {
        var cells = Math.Min(probe.Board.Cells + 1, ushort.MaxValue);
        return cells > probe.Board.Cells && JobRequest.FrameBytes(cells, probe.Board) <= probe.Board.Queue
            ? probe.Small(cells).ToPayload(probe.Board)
            : Put(payload, 2, 2, cells);
    }

    private static byte[] Put(byte[] payload, int offset, int bytes, int value)
    {
        Words.Write(payload.AsSpan(offset, bytes), value);
        return payload;
    }

    private static void UnknownKinds(Probe probe)
    {
        foreach (byte kind in new byte[] { 0x00, 0x04, 0x10, 0x7F, 0x81, 0x82, 0xFF })
        {
            probe.Send(kind, 21, 1, 2, 3);
            probe.ExpectError(Protocol.UnknownKindError, 21);
        }

        probe.Run(probe.Small());
    }

    private static void OtherHellos(Probe probe)
    {
        foreach (var length in new[] { 0, Protocol.HelloBytes - 1, Protocol.HelloBytes + 1, Math.Min(64, probe.Board.Queue - Protocol.LeastFrameBytes) })
        {
            probe.Send(Protocol.HelloKind, 22, new byte[length]);
            probe.ExpectError(Protocol.BadValueError, 22);
        }
    }

    // No board is waited for: a job that is not done soon is stopped by a HELLO.
    private static void LongestJobs(Probe probe)
    {
        var sound = probe.Small();
        foreach (var job in new[] { sound with { Transient = Protocol.MaxSteps }, sound with { Steps = Protocol.MaxSteps, Stride = Protocol.MaxSteps } })
        {
            probe.Send(job, 37);
            var frames = new List<Frame>();
            while (probe.Poll(TimeSpan.FromSeconds(0.3)) is { } frame)
            {
                Probe.Require(frame.Kind != Protocol.ErrorKind, $"{Probe.Text(frame)} came where DATA or DONE was due");
                frames.Add(frame);
                if (frame.Kind == Protocol.DoneKind)
                {
                    probe.PutBack(frames);
                    ReplyRules.Compare(probe, job, probe.Answer(job, 37));
                    break;
                }
            }

            probe.Hello();
        }
    }

    private static void InTurn(Probe probe)
    {
        var small = probe.Small();
        var busy = LongJob.Of(probe, 1, JobRequest.FrameBytes(small.Cells, probe.Board) + (2 * Protocol.LeastFrameBytes) + 4);
        probe.Send(busy, 1);
        probe.Send(0x55, 2, 1, 2, 3);
        probe.Send(Protocol.HelloKind, 3, 1);
        probe.Send(small, 4);
        probe.Answer(busy, 1, TimeSpan.FromSeconds(10));
        probe.ExpectError(Protocol.UnknownKindError, 2);
        probe.ExpectError(Protocol.BadValueError, 3);
        probe.Answer(small, 4);
    }

    private static void NoVotes(Probe probe)
    {
        var job = probe.Small(2) with { ImageCells = 0x0102, Classes = 3 };
        ReplyRules.Compare(probe, job, probe.Run(job));
    }

    private static void InputWords(Probe probe)
    {
        var format = new CellFormat(probe.Board.WordBits, probe.Board.DtExponent, probe.Board.ExtraBits);
        var (largest, most) = (new CellConstants(format, new CellParameters()).LargestInputWord, (1 << ((8 * probe.Board.SBytes) - 1)) - 1);
        foreach (var S in new[] { largest, -largest })
        {
            var job = probe.Small() with { InputWords = [S], Transient = 300, Steps = 200 };
            ReplyRules.Compare(probe, job, probe.Run(job));
        }

        foreach (var S in new[] { most, -most - 1 })
        {
            var job = probe.Small() with { InputWords = [S], Transient = 300, Steps = 200 };
            probe.Send(job, 38);
            probe.AnswerOrError(job, 38);
        }

        var sound = probe.Small();
        ReplyRules.Compare(probe, sound, probe.Run(sound));
    }

    private static void Together(Probe probe, ushort both)
    {
        if (!probe.Board.Has(both))
        {
            throw new NotApplicableException("the board has not both");
        }

        probe.Send(probe.Small() with { Features = both }, 35);
        probe.ExpectError(Protocol.BadValueError, 35);
    }

    private static void MissingFeatures(Probe probe)
    {
        for (var bit = 0; bit < 16; bit++)
        {
            var feature = (ushort)(1 << bit);
            if (!probe.Board.Has(feature))
            {
                var votes = feature == Protocol.VotesFeature;
                probe.Send(probe.Small() with { Features = feature, ImageCells = votes ? 1 : 0, Classes = votes ? 1 : 0 }, 36);
                probe.ExpectError(Protocol.NotSupportedError, 36);
            }
        }
    }

    private static void Tags(Probe probe)
    {
        var job = probe.Small();
        for (var tag = 0; tag <= 255; tag++)
        {
            probe.Run(job, (byte)tag);
        }
    }
}
