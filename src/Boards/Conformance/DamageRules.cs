using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Conformance;

/// <summary>Rules of frames (section 2): the board drops and reports what is damaged, and takes the next frame again.</summary>
internal static class DamageRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(2, "a flipped bit anywhere in a frame gives ERROR 1", Flipped),
        new(2, "a frame that is cut short gives ERROR 1", Cut),
        new(2, "a repeated byte gives ERROR 1", probe => Damaged(probe, wire => [.. wire[..5], wire[4], .. wire[5..]])),
        new(2, "a lost byte gives ERROR 1", probe => Damaged(probe, wire => [.. wire[..5], .. wire[6..]])),
        new(2, "an inserted byte gives ERROR 1", probe => Damaged(probe, wire => [.. wire[..7], 0x5A, .. wire[7..]])),
        new(2, "a frame under 6 bytes gives ERROR 1", probe => Raw(probe, [4, 2, 7, 1, 0])),
        new(2, "a frame that is too long gives ERROR 1", TooLong),
        new(2, "a frame of another session gives ERROR 1", OtherSession),
        new(2, "noise gives errors, and the next HELLO is answered", Noise),
        new(2, "empty frames are dropped without a word", Empty),
        new(2, "an empty last piece after a piece of 254 is right", LastPiece),
        new(3, "a damaged frame does not disturb a job", InJob),
    ];

    private static byte[] Wire(Probe probe) => new Frame(Protocol.JobKind, 5, probe.Small().ToPayload(probe.Board)).ToWire(probe.Nonce);

    private static void Flipped(Probe probe)
    {
        var wire = Wire(probe);
        for (var n = 1; n < wire.Length - 1; n++)
        {
            var flipped = wire.ToArray();
            // Never to a zero, which would end the frame.
            flipped[n] ^= flipped[n] == 1 << (n % 8) ? (byte)(1 << ((n + 1) % 8)) : (byte)(1 << (n % 8));
            Raw(probe, flipped);
        }
    }

    private static void Cut(Probe probe)
    {
        var wire = Wire(probe);
        for (var n = 2; n < wire.Length - 1; n += 3)
        {
            Raw(probe, [.. wire[..n], 0]);
        }
    }

    private static void Damaged(Probe probe, Func<byte[], byte[]> damage) => Raw(probe, damage(Wire(probe)));

    private static void Raw(Probe probe, byte[] wire)
    {
        probe.SendRaw(wire);
        probe.ExpectError(Protocol.DamagedFrameError, 0);
        probe.Run(probe.Small(), 6);
    }

    private static void TooLong(Probe probe)
    {
        var payload = new byte[probe.Board.Queue + 64];
        Array.Fill(payload, (byte)3);
        Raw(probe, new Frame(Protocol.JobKind, 5, payload).ToWire(probe.Nonce));
    }

    // Of the session before, of none, and of one whose nonce differs by a bit; a request of each kind.
    private static void OtherSession(Probe probe)
    {
        var before = probe.Nonce;
        probe.Hello();
        byte[] job = probe.Small().ToPayload(probe.Board), readout = [0, 0, 1, 0];
        foreach (var other in (uint[])[before, 0, probe.Nonce ^ 1, probe.Nonce ^ (1u << 31)])
        {
            Raw(probe, new Frame(Protocol.JobKind, 5, job).ToWire(other));
            Raw(probe, new Frame(Protocol.ReadoutKind, 5, readout).ToWire(other));
        }
    }

    private static void Noise(Probe probe)
    {
        var noise = new byte[2000];
        new Random(1).NextBytes(noise);
        probe.SendRaw(noise);
        probe.Hello();
        probe.Quiet();
        probe.Run(probe.Small());
    }

    private static void Empty(Probe probe)
    {
        probe.SendRaw(new byte[300]);
        probe.Quiet();
        probe.Run(probe.Small());
    }

    // A job whose COBS code ends in a piece of 254 bytes; it is sent again with the optional byte for an empty last piece.
    private static void LastPiece(Probe probe)
    {
        for (var seed = 0; seed < 4000; seed++)
        {
            var random = new Random(seed);
            var payload = new byte[254 - Protocol.LeastFrameBytes];
            random.NextBytes(payload);
            var frame = new Frame(0x6E, 5, [.. payload.Select(b => b == 0 ? (byte)1 : b)]);
            var wire = frame.ToWire(probe.Nonce);
            if (wire[1] == 255 && wire.Length == 257)
            {
                probe.SendRaw([.. wire[..^1], 1, 0]);
                probe.ExpectError(
                    probe.Board.Queue >= 254 ? Protocol.UnknownKindError : Protocol.DamagedFrameError,
                    probe.Board.Queue >= 254 ? (byte)5 : (byte)0);
                return;
            }
        }
    }

    private static void InJob(Probe probe)
    {
        var job = LongJob.Of(probe);
        var wire = Wire(probe);
        wire[6] ^= 0x10;
        probe.Send(job, 8);
        probe.SendRaw(wire);
        var frames = new List<Frame>();
        while (frames.All(frame => frame.Kind != Protocol.DoneKind) || frames.All(frame => frame.Kind != Protocol.ErrorKind))
        {
            frames.Add(probe.Next(TimeSpan.FromSeconds(10)));
        }

        Probe.Require(frames.Count(frame => frame.Kind == Protocol.ErrorKind) == 1, "more than one ERROR came");
        Probe.Require(frames.Where(frame => frame.Kind != Protocol.ErrorKind).All(frame => frame.Tag == 8), "a frame of another tag came");
    }
}
