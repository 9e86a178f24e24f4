using System.Diagnostics;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Conformance;

/// <summary>Rules of sessions and greetings (sections 3 and 5).</summary>
internal static class SessionRules
{
    // The second number is allowed beyond the first for program and line.
    private const double MostGreetingSeconds = 0.3, DelaySeconds = 0.08;

    /// <summary>The rules. The first is tried before the first HELLO.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(3, "before the first HELLO, JOB and READOUT are answered by ERROR 4", NoSession, NeedsSession: false),
        new(3, "HELLO is answered by GREETING with its tag and nonce", probe => Greet(probe, 0x42, [1, 0, 0xFE, 0])),
        new(3, "GREETING begins at most 0.3 s after HELLO", Soon) { IsTimed = true },
        new(3, "a zero byte of its own stands before each GREETING", ZeroBefore),
        new(5, "the greeting's fields keep their rules", GreetingFields),
        new(5, "the constants' hash is that of the cell's settings", ConstantsHash),
        new(3, "a second HELLO sent at once gets a second greeting", HelloTwice),
        new(3, "HELLO stops a job, and nothing more of it comes after the greeting", HelloInJob),
        new(3, "HELLO forgets the requests that wait", HelloForgets),
        new(3, "a job in one write with its HELLO is done", JobAfterHello),
    ];

    private static void NoSession(Probe probe)
    {
        Thread.Sleep(2 * Protocol.MostHeartbeatMilliseconds);
        if (probe.HeartbeatsSince(0).Count > 0 || probe.Poll(TimeSpan.Zero) is not null) // of a session that is not ours
        {
            throw new NotApplicableException("the board was greeted before; restart it to try this");
        }

        probe.Send(Protocol.JobKind, 9, new byte[Protocol.JobHeadBytes + 2]);
        probe.ExpectError(Protocol.NoSessionError, 9);
        probe.Send(Protocol.ReadoutKind, 10, 0, 0, 1, 0);
        probe.ExpectError(Protocol.NoSessionError, 10);
    }

    private static void Greet(Probe probe, byte tag, byte[] nonce)
    {
        probe.Send(Protocol.HelloKind, tag, nonce);
        var frame = probe.Next();
        Probe.Require(frame.Kind == Protocol.GreetingKind && frame.Tag == tag, $"{Probe.Text(frame)} came where GREETING, tag {tag} was due");
        Probe.Require(
            frame.Payload.Length >= Protocol.GreetingBytes,
            $"GREETING has {frame.Payload.Length} bytes where {Protocol.GreetingBytes} are due");
        Probe.Require(frame.Payload.AsSpan(0, 4).SequenceEqual(nonce), "GREETING has another nonce");
    }

    private static void Soon(Probe probe)
    {
        var start = Stopwatch.GetTimestamp();
        Greet(probe, 0x43, [3, 1, 4, 1]);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Probe.Require(
            seconds <= MostGreetingSeconds + (DelaySeconds * probe.Stretch), FormattableString.Invariant($"it came after {seconds:0.00} s"));
    }

    // A zero ends each frame, so before a greeting there must be two, unless nothing came before it.
    private static void ZeroBefore(Probe probe)
    {
        byte[] nonce = [7, 0xB0, 0x0B, 0];
        Greet(probe, 0x44, nonce);
        var (pieces, greeting) = (new List<byte[]>(), -1);
        foreach (var piece in Split(probe.Received))
        {
            new FrameReader(Protocol.LongestBoardFrameBytes).Push([.. piece, 0], frame =>
                greeting = frame.Kind == Protocol.GreetingKind && frame.Payload.AsSpan(0, 4).SequenceEqual(nonce) ? pieces.Count : greeting);
            pieces.Add(piece);
        }

        Probe.Require(greeting > 0 && pieces[greeting - 1].Length == 0, "none came between the frame before and GREETING");
    }

    // The bytes between zeros.
    private static IEnumerable<byte[]> Split(byte[] wire)
    {
        for (var start = 0; start <= wire.Length;)
        {
            var zero = Array.IndexOf(wire, (byte)0, start);
            var end = zero < 0 ? wire.Length : zero;
            yield return wire[start..end];
            start = end + 1;
        }
    }

    // Where the hash is another, the values say whether it is the hash alone that is wrong.
    private static void ConstantsHash(Probe probe)
    {
        var board = probe.Board;
        if (!board.IsNormative || probe.Constants is not { } constants || constants.Hash == board.Constants)
        {
            return;
        }

        var due = constants.Format;
        Probe.Require(
            (board.WordBits, board.DtExponent, board.ExtraBits) == (due.WordBits, due.DtExponent, due.CurrentExtraBits),
            $"no value can be compared: the board computes in W {board.WordBits}, k {board.DtExponent}, e {board.ExtraBits}, "
                + $"and W {due.WordBits}, k {due.DtExponent}, e {due.CurrentExtraBits} is asked for");
        var job = new JobRequest(
            (ushort)(board.Features & (Protocol.EndsFeature | Protocol.TraceFeature)), probe.InputWords(Math.Min(9, probe.MostCells)), 200, 300, 7);
        var equal = board.YBytes == constants.YBytes
            && new NormativeReply(job, board, constants).ToBytes().AsSpan().SequenceEqual(probe.Run(job).Bytes);
        throw new RuleBrokenException($"no value is compared below: the hash is {board.Constants} where {constants.Hash} is due; "
            + (equal
                ? "its values are those of the settings, so the hash alone is wrong (docs/numerics.md, section 10)"
                : "its values are others too: another eps, x0 or y0, or another arithmetic"));
    }

    private static void GreetingFields(Probe probe)
    {
        var board = probe.Hello();
        Probe.Require(board.Version == Protocol.Version, $"version {board.Version}");
        Probe.Require(BoardFit.Contradiction(board) is null, BoardFit.Contradiction(board) ?? "");
        Probe.Require(board.Has(Protocol.VotesFeature) == board.ReadoutWords > 0, $"votes and {board.ReadoutWords} words of readout");
        if (probe.Constants is { } constants && constants.Hash == board.Constants)
        {
            Probe.Require(board.YBytes >= constants.YBytes, $"yBytes {board.YBytes} where {constants.YBytes} are the least");
        }

        Probe.Require(board.Name.Length > 0, "no name");
    }

    private static void HelloTwice(Probe probe)
    {
        byte[] both = [.. new Frame(Protocol.HelloKind, 1, [1, 2, 3, 4]).ToWire(), .. new Frame(Protocol.HelloKind, 2, [5, 6, 7, 8]).ToWire()];
        probe.SendRaw(both);
        var last = probe.NextEvenIfDamaged();
        while (last.IsDamaged || last.Tag == 1)
        {
            last = probe.NextEvenIfDamaged(); // the first greeting may be cut short by the second
        }

        Probe.Require(
            last is { Kind: Protocol.GreetingKind, Tag: 2 } && last.Payload[0] == 5,
            $"{Probe.Text(last)} came where the second GREETING was due");
        probe.Quiet();
    }

    private static void HelloInJob(Probe probe)
    {
        var cells = probe.MostCells;
        var job = probe.Small(cells) with { Steps = Math.Min(Protocol.MaxSteps, (1 << 30) / (cells * probe.Board.XBytes)), Stride = 1 };
        probe.Send(job, 77);
        if (probe.Board.Has(Protocol.TraceFeature))
        {
            var frame = probe.Next();
            Probe.Require(frame is { Kind: Protocol.DataKind, Tag: 77 }, $"{Probe.Text(frame)} came where DATA was due");
        }

        probe.Hello();
        probe.Quiet();
        probe.Run(probe.Small(cells), 78);
    }

    private static void HelloForgets(Probe probe)
    {
        var job = probe.Small();
        for (byte tag = 1; tag <= 3; tag++)
        {
            probe.Send(job with { Transient = 1 << 22 }, tag);
        }

        probe.Hello();
        probe.Quiet();
    }

    private static void JobAfterHello(Probe probe)
    {
        var job = probe.Small();
        byte[] wire =
        [
            .. new Frame(Protocol.HelloKind, 3, [9, 9, 9, 9]).ToWire(), .. new Frame(Protocol.JobKind, 4, job.ToPayload(probe.Board)).ToWire(0x09090909),
        ];
        probe.SendRaw(wire);
        var greeting = probe.Next();
        Probe.Require(greeting is { Kind: Protocol.GreetingKind, Tag: 3 }, $"{Probe.Text(greeting)} came where GREETING was due");
        probe.Answer(job, 4);
    }
}
