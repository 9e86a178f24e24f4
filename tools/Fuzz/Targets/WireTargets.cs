using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Fuzz.Engine;
using FhnHw.Fuzz.Mutation;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Fuzz.Targets;

/// <summary>Bytes from a board, cut into frames.</summary>
internal sealed class FramesTarget : Target
{
    /// <inheritdoc/>
    public override string Name => "frames";

    /// <inheritdoc/>
    public override string About => "bytes from a board, in pieces of any length";

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds() =>
        [new Frame(Protocol.DataKind, 1, new byte[300]).ToWire(), new Frame(Protocol.GreetingKind, 2, new Greeting { Name = "b" }.ToPayload()).ToWire()];

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) => FrameMutation.Mutate(input, random);

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        foreach (var piece in (int[])[input.Length, 1, 7])
        {
            var frames = new List<Frame>();
            var reader = new FrameReader(Protocol.LongestBoardFrameBytes);
            for (var at = 0; at < input.Length; at += piece)
            {
                reader.Push(input.AsSpan(at, Math.Min(piece, input.Length - at)), frames.Add);
            }

            var session = 0u;
            var expected = FrameModel.Frames(input, Protocol.LongestBoardFrameBytes);
            if (!frames.Select(Bytes).SequenceEqual(expected, SameBytes.Comparer))
            {
                throw new FoundException("frames other than the model's");
            }

            byte[]? Bytes(Frame frame)
            {
                var bytes = frame.IsDamaged ? null : frame.ToBytes(session);
                session = FrameModel.SessionAfter(bytes, session);
                return bytes;
            }
        }
    }
}

/// <summary>What a board says of itself.</summary>
internal sealed class GreetingTarget : Target
{
    private static readonly ArraySettings Settings = ArraySettings.Usual;

    /// <inheritdoc/>
    public override string Name => "greeting";

    /// <inheritdoc/>
    public override string About => "the payload of GREETING, and whether the board fits";

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds() =>
        [SoundBoard.Greeting.ToPayload(), (SoundBoard.Greeting with { Constants = Greeting.NoHash, Deterministic = false }).ToPayload()];

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) => ByteMutation.Mutate(input, random);

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        if (Greeting.Of(input) is not { } greeting)
        {
            return;
        }

        BoardFit.Check($"The board '{greeting.Name}'", greeting, Settings);
        PerCellFit.Check($"The board '{greeting.Name}'", greeting, Settings);
        _ = greeting.ToPayload();
    }
}

/// <summary>The frames that a board answers jobs with.</summary>
internal sealed class RepliesTarget : Target
{
    private static readonly Greeting Board = SoundBoard.Greeting;

    /// <inheritdoc/>
    public override string Name => "replies";

    /// <inheritdoc/>
    public override string About => "the frames that a board answers jobs with: DATA, DONE, ACK, ERROR";

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        ushort[] choices =
            [Protocol.EndsFeature, Protocol.EndsFeature | Protocol.TraceFeature, Protocol.SignsFeature | Protocol.SignatureFeature];
        foreach (var features in choices)
        {
            var job = Job(features);
            var reply = new byte[new ReplyLayout(job, Board.XBytes, Board.YBytes).Bytes];
            var blocks = reply.Chunk(Protocol.DataBytes).SelectMany(
                (block, number) => new Frame(Protocol.DataKind, 1, [(byte)number, 0, .. block]).ToWire());
            byte[] done = [0, 0, (byte)reply.Length, (byte)(reply.Length >> 8), 0, 0, 0, 0, 0, 0];
            yield return [(byte)features, .. blocks, .. new Frame(Protocol.DoneKind, 1, done).ToWire()];
        }
    }

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) =>
        input.Length < 2 ? ByteMutation.Mutate(input, random) : [input[0], .. FrameMutation.Mutate(input[1..], random)];

    /// <inheritdoc/>
    public override bool Refuses(Exception error) => error is SessionBrokenException or RequestRefusedException;

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        var job = Job(Sound(input[0]));
        var layout = new ReplyLayout(job, Board.XBytes, Board.YBytes);
        var taken = 0;
        var run = new BoardRun([BoardJob.Of(0, job, Board)], [BoardJob.Of([0, 0, 1, 0])], done => Take(job, layout, done, ref taken));
        run.Restart(input[0] % 2 == 0);
        var frames = new FrameReader(Protocol.LongestBoardFrameBytes);
        while (run.Next(Board.Queue) is { } next)
        {
            _ = next.Send(1);
        }

        frames.Push(input.AsSpan(1), run.Take);
        if (taken > 1)
        {
            throw new FoundException("one job was taken twice");
        }
    }

    private static bool Take(JobRequest job, ReplyLayout layout, BoardJob done, ref int taken)
    {
        taken++;
        _ = new BlockCheck(Board, Settings, job.InputWords).Problem(job, layout, done.Reply);
        return true;
    }

    private static ArraySettings Settings { get; } = ArraySettings.Usual with { Window = new Window(0, 64, 4) };

    private static JobRequest Job(ushort features) => new(features, [0, 100, -100], 0, 64, 4);

    // Features of which a board gives some at once.
    private static ushort Sound(byte features) => (ushort)(features & (Protocol.EndsFeature | Protocol.SignatureFeature)
        | ((features & Protocol.TraceFeature) != 0 ? Protocol.TraceFeature : features & Protocol.SignsFeature));
}

/// <summary>A board that the settings fit.</summary>
internal static class SoundBoard
{
    /// <summary>What it says of itself.</summary>
    public static Greeting Greeting { get; } = new()
    {
        Deterministic = true,
        Features = Protocol.EndsFeature | Protocol.TraceFeature | Protocol.SignsFeature | Protocol.SignatureFeature,
        WordBits = 16,
        DtExponent = 8,
        XBytes = 2,
        SBytes = 2,
        YBytes = (byte)ArraySettings.Usual.Constants.YBytes,
        Lanes = 4,
        Cells = 64,
        Queue = 2048,
        Heartbeat = 250,
        Constants = ArraySettings.Usual.Constants.Hash,
        Name = "a board",
    };
}
