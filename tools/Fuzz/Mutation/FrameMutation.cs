using FhnHw.Boards.Wire;

namespace FhnHw.Fuzz.Mutation;

/// <summary>Edits a stream of frames: their bytes before coding, with a new CRC, and their order.</summary>
internal static class FrameMutation
{
    private static readonly byte[] Kinds =
    [
        Protocol.HelloKind, Protocol.JobKind, Protocol.ReadoutKind, Protocol.GreetingKind, Protocol.DataKind, Protocol.DoneKind, Protocol.ErrorKind,
        Protocol.HeartbeatKind, Protocol.AckKind, 0, 255,
    ];

    /// <summary>Damages a stream once.</summary>
    public static byte[] Mutate(byte[] input, Random random)
    {
        if (random.Next(3) == 0)
        {
            return ByteMutation.Mutate(input, random);
        }

        List<byte[]> frames = [.. FrameModel.Frames(input, Protocol.LongestBoardFrameBytes).OfType<byte[]>()];
        if (frames.Count == 0)
        {
            return [.. input, .. Coded([random.Next(2) == 0 ? Protocol.DataKind : Protocol.DoneKind, 1, .. ByteMutation.Bytes(random, random.Next(600))])];
        }

        var at = random.Next(frames.Count);
        var plain = frames[at][..^Protocol.CrcBytes];
        switch (random.Next(7))
        {
            case 0: frames.RemoveAt(at); break;
            case 1: frames.Insert(random.Next(frames.Count), frames[at]); break;
            case 2: plain[0] = Kinds[random.Next(Kinds.Length)]; break;
            case 3: plain[1] = (byte)random.Next(3); break;
            case 4: frames.Reverse(); break;
            case 5: plain = [.. plain, .. ByteMutation.Bytes(random, random.Next(600))]; break;
            default: plain = ByteMutation.Mutate(plain, random); break;
        }

        return Coded(frames.Select((frame, n) => n == at && plain.Length >= 2 ? plain : frame[..^Protocol.CrcBytes]));
    }

    // Each of the session that the greeting before it began.
    private static byte[] Coded(params IEnumerable<byte[]> plains)
    {
        var (wire, session) = (new List<byte>(), 0u);
        foreach (var plain in plains)
        {
            var frame = new Frame(plain[0], plain[1], plain[2..]);
            wire.AddRange(frame.ToWire(session));
            session = FrameModel.SessionAfter(frame.ToBytes(session), session);
        }

        return [.. wire];
    }
}
