using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Conformance;

/// <summary>Rules of the readout and of votes (section 4).</summary>
internal static class VoteRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(4, "READOUT is answered by ACK, and votes are those of the readout", Votes),
        new(4, "a tie goes to the lowest class", probe => Run(probe, new short[2 * (2 + 3)], 3, 2, 1)),
        new(4, "the bias has 32 bits", Biases),
        new(4, "up to 16 classes and 256 counts are taken", MostCounts),
        new(4, "a READOUT of 256 words is taken", LargeReadout),
        new(4, "the readout has all the room that the greeting gives", WholeRoom),
        new(4, "votes without a readout of this session go to any class, one a sample", NoReadout),
        new(4, "READOUT of no words, half a word, or beyond the room gives ERROR 3", BadReadouts),
        new(4, "cells after the last whole image, an image of no cells and no classes give ERROR 3", BadImages),
    ];

    private static void Votes(Probe probe)
    {
        Needs(probe);
        var (cells, classes) = (Math.Min(5, probe.MostCells), 3);
        var random = new Random(4);
        var words = Enumerable.Range(0, ReadoutWords.Count(cells, classes)).Select(_ => (short)random.Next(-2000, 2000)).ToArray();
        for (var c = 0; c < classes; c++)
        {
            words[(2 * c) + 1] = (short)(words[2 * c] >> 15); // the bias' high half: its sign
        }

        Run(probe, words, cells, classes, Math.Max(1, Math.Min(3, probe.MostCells / cells)));
    }

    private static byte[] Run(
        Probe probe, short[] words, int cells, int classes, int images,
        ushort features = Protocol.VotesFeature | Protocol.EndsFeature | Protocol.SignatureFeature)
    {
        Needs(probe);
        if (probe.Board.ReadoutWords < words.Length || probe.MostCells < cells)
        {
            throw new NotApplicableException("the board has too little room for this readout");
        }

        foreach (var payload in ReadoutWords.Payloads(words, probe.Board.Queue))
        {
            Load(probe, payload);
        }

        var job = new JobRequest((ushort)(features & probe.Board.Features), probe.InputWords(images * cells, 6), 100, 400, 3, cells, classes);
        var answer = probe.Run(job);
        ReplyRules.Compare(probe, job, answer, words);
        return answer.Bytes;
    }

    private static void Load(Probe probe, byte[] payload)
    {
        probe.Send(Protocol.ReadoutKind, 60, payload);
        var frame = probe.Next();
        Probe.Require(frame is { Kind: Protocol.AckKind, Tag: 60, Payload.Length: 0 }, $"{Probe.Text(frame)} came where ACK was due");
    }

    // All weights are 0, so that the bias alone decides, also on boards whose values are not known.
    private static void Biases(Probe probe)
    {
        int[][] biases = [[0x7FFF, 0x10000, 0], [-65537, 0, -65536], [-0x7FFF0000, 0x7FFF0001, 0x7FFF0000], [0xFFFF, 0x10001, 0x8000]];
        foreach (var bias in biases)
        {
            var words = bias.SelectMany(value => new[] { unchecked((short)value), (short)(value >> 16) }).Concat(new short[3]).ToArray();
            var votes = Run(probe, words, 1, 3, 1, Protocol.VotesFeature).Chunk(4).Select(word => BitConverter.ToUInt32(word)).ToArray();
            Probe.Require(
                votes[0] == 0 && votes[2] == 0,
                $"class {Array.IndexOf(votes, votes.Max())} won with the biases {string.Join(", ", bias)} and no weights, where class 1 is due");
        }
    }

    private static void MostCounts(Probe probe)
    {
        Needs(probe);
        const int classes = Protocol.VoteClasses;
        Run(probe, RandomWords(1, classes), 1, classes, Math.Min(Protocol.VoteCounts / classes, probe.MostCells));
        Run(probe, RandomWords(1, 1), 1, 1, Math.Min(Protocol.VoteCounts, probe.MostCells));
    }

    private static void LargeReadout(Probe probe)
    {
        Needs(probe);
        const int words = Protocol.ReadoutWordsAtOnce, bytes = 2 + (2 * words);
        if (probe.Board.ReadoutWords < words || probe.Board.Queue < Protocol.LeastFrameBytes + bytes)
        {
            throw new NotApplicableException("the board has less room");
        }

        Load(probe, new byte[bytes]);
    }

    // The last words by themselves, then a readout of as many words as its cells allow.
    private static void WholeRoom(Probe probe)
    {
        Needs(probe);
        var (room, last) = ((int)probe.Board.ReadoutWords, Math.Min(8, (int)probe.Board.ReadoutWords));
        var end = new byte[2 + (2 * last)];
        Words.Write(end.AsSpan(0, 2), room - last);
        Load(probe, end);
        var classes = Math.Clamp(room / 3, 1, Protocol.VoteClasses);
        var cells = Math.Min(probe.MostCells, (room / classes) - 2);
        if (cells > 0)
        {
            Run(probe, RandomWords(cells, classes), cells, classes, 1);
        }
    }

    // Biases about as large as the sums of weights times X.
    private static short[] RandomWords(int cells, int classes)
    {
        var random = new Random(5);
        var words = Enumerable.Range(0, ReadoutWords.Count(cells, classes)).Select(_ => (short)random.Next(-2000, 2000)).ToArray();
        for (var c = 0; c < classes; c++)
        {
            words[(2 * c) + 1] = (short)random.Next(-4, 4);
        }

        return words;
    }

    private static void NoReadout(Probe probe)
    {
        Needs(probe);
        var (images, classes) = (Math.Min(2, probe.MostCells), 2);
        var job = new JobRequest(Protocol.VotesFeature, probe.InputWords(images), 0, 90, 2, 1, classes);
        var votes = probe.Run(job).Bytes.Chunk(4).Select(word => (long)BitConverter.ToUInt32(word)).ToArray();
        Probe.Require(
            votes.Chunk(classes).All(image => image.Sum() == job.Samples),
            $"{string.Join(", ", votes)} votes came of {job.Samples} samples an image");
    }

    private static void BadReadouts(Probe probe)
    {
        Needs(probe);
        var beyond = new byte[4];
        Words.Write(beyond.AsSpan(0, 2), probe.Board.ReadoutWords);
        foreach (var payload in new byte[][] { [0, 0], [0, 0, 1], beyond })
        {
            probe.Send(Protocol.ReadoutKind, 61, payload);
            probe.ExpectError(Protocol.BadValueError, 61);
        }
    }

    private static void BadImages(Probe probe)
    {
        Needs(probe);
        var job = new JobRequest(Protocol.VotesFeature, probe.InputWords(Math.Min(3, probe.MostCells)), 1, 5, 1);
        var bad = new List<JobRequest> { job with { ImageCells = 0, Classes = 2 }, job with { ImageCells = 1, Classes = 0 } };
        if (job.Cells == 3)
        {
            bad.Add(job with { ImageCells = 2, Classes = 2 });
        }

        foreach (var wrong in bad)
        {
            probe.Send(wrong, 62);
            probe.ExpectError(Protocol.BadValueError, 62);
        }
    }

    private static void Needs(Probe probe)
    {
        if (!probe.Board.Has(Protocol.VotesFeature))
        {
            throw new NotApplicableException("the board counts no votes");
        }
    }
}
