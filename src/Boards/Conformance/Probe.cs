using System.Diagnostics;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Conformance;

/// <summary>A rule that the board breaks. The message is a clause: what was seen, and what was due.</summary>
internal sealed class RuleBrokenException(string message) : Exception(message);

/// <summary>A rule that does not concern this board, or cannot be tried on it. The message says why.</summary>
public sealed class NotApplicableException(string message) : Exception(message);

/// <summary>The whole reply to a job.</summary>
/// <param name="Bytes">The reply.</param>
/// <param name="Saturated">Cells in which X saturated.</param>
public sealed record Answer(byte[] Bytes, int Saturated);

/// <summary>The connection to a board under test: sends any bytes, and checks what comes back.</summary>
public sealed class Probe : IDisposable
{
    // Neuron-steps that every board makes in a second at least (docs/protocol.md, section 4).
    private const double SlowestSteps = 100_000;

    private readonly TapLink _tap;
    private readonly BoardSession _session;
    private readonly Queue<Frame> _again = new(); // frames that were looked at and put back
    private readonly List<(long Time, Frame Frame)> _heartbeats = [];

    /// <summary>Takes over a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="constants">The constants that the cells should compute with; null where they are not known.</param>
    /// <param name="bytesPerSecond">What the line carries; null where that is not known.</param>
    /// <param name="link">Who the client is where the board is shared, and where that is told; null for the usual.</param>
    public Probe(ILink line, CellConstants? constants, double? bytesPerSecond, LinkOptions? link = null)
    {
        Constants = constants;
        BytesPerSecond = bytesPerSecond;
        _tap = new TapLink(line);
        _session = new BoardSession(_tap, Statistics, link)
        {
            Heartbeats = frame =>
            {
                lock (_heartbeats)
                {
                    _heartbeats.Add((Stopwatch.GetTimestamp(), frame));
                }
            },
        };
    }

    /// <summary>What the line has carried.</summary>
    public LinkStatistics Statistics { get; } = new("conformance");

    /// <summary>The constants that the cells should compute with, or null.</summary>
    public CellConstants? Constants { get; }

    /// <summary>What the line carries each way, bytes a second; null where that is not known.</summary>
    public double? BytesPerSecond { get; }

    /// <summary>What the board is; known from the first greeting on.</summary>
    public Greeting Board { get; private set; } = new();

    /// <summary>Steps of a job of all cells that takes about half a second; measured once.</summary>
    public int? LongSteps { get; set; }

    /// <summary>The last bytes that came, as they were on the wire.</summary>
    public byte[] Received => _tap.Bytes;

    /// <summary>The time within which an immediate answer must come.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Factor by which a rule about time waits longer and allows more delay than in its first try, since a busy host is no fault of the board.
    /// </summary>
    public int Stretch { get; set; } = 1;

    /// <summary>The heartbeats since a time stamp.</summary>
    public IReadOnlyList<(long Time, Frame Frame)> HeartbeatsSince(long time)
    {
        lock (_heartbeats)
        {
            return [.. _heartbeats.Where(beat => beat.Time >= time)];
        }
    }

    /// <summary>Begins a session.</summary>
    public Greeting Hello()
    {
        var greeting = _session.Hello(Patience);
        _session.Turn.ThrowIfRefused("this line");
        Board = greeting ?? throw new RuleBrokenException(_session.Stranger is { } came ? $"{came} came and no GREETING" : "no GREETING came");
        IsGreeted = true;
        return Board;
    }

    /// <summary>True from the first greeting on.</summary>
    public bool IsGreeted { get; private set; }

    /// <summary>Sends a frame.</summary>
    public void Send(byte kind, byte tag, params byte[] payload) => _session.Send(new Frame(kind, tag, payload));

    /// <summary>The session's nonce.</summary>
    public uint Nonce => _session.Nonce;

    /// <summary>Sends bytes as they are.</summary>
    public void SendRaw(ReadOnlySpan<byte> bytes) => _session.SendRaw(bytes);

    /// <summary>Sends a job.</summary>
    public void Send(JobRequest job, byte tag) => Send(Protocol.JobKind, tag, job.ToPayload(Board));

    /// <summary>Sends jobs in few writes, since each write costs time.</summary>
    public void SendAll(IEnumerable<(JobRequest Job, byte Tag)> jobs)
    {
        var wire = jobs.SelectMany(job => new Frame(Protocol.JobKind, job.Tag, job.Job.ToPayload(Board)).ToWire(Nonce));
        foreach (var part in wire.Chunk(1024))
        {
            _session.SendRaw(part);
        }
    }

    /// <summary>The next frame that is no heartbeat.</summary>
    public Frame Next(TimeSpan? patience = null)
    {
        var frame = NextEvenIfDamaged(patience);
        return frame.IsDamaged ? throw new RuleBrokenException("a damaged frame came") : frame;
    }

    /// <summary>The next frame, where one may be cut short.</summary>
    public Frame NextEvenIfDamaged(TimeSpan? patience = null) =>
        Poll(patience ?? Patience) ?? throw new RuleBrokenException("no frame came");

    /// <summary>The next frame, or null where none comes in time.</summary>
    public Frame? Poll(TimeSpan patience) => _again.TryDequeue(out var frame) ? frame : _session.Receive(patience);

    /// <summary>Forgets what was put back, before the next rule.</summary>
    public void Forget() => _again.Clear();

    /// <summary>Puts frames back, so that they come again.</summary>
    public void PutBack(params IEnumerable<Frame> frames)
    {
        foreach (var frame in frames)
        {
            _again.Enqueue(frame);
        }
    }

    /// <summary>Requires that nothing but heartbeats comes.</summary>
    public void Quiet(double seconds = 0.3)
    {
        if (Poll(TimeSpan.FromSeconds(seconds)) is { } frame)
        {
            throw new RuleBrokenException($"{Text(frame)} came where nothing was due");
        }
    }

    /// <summary>Requires that the next frame is an ERROR.</summary>
    public void ExpectError(byte code, byte tag)
    {
        var frame = Next();
        if (frame.Kind != Protocol.ErrorKind || frame.Tag != tag || frame.Payload is not [var got] || got != code)
        {
            throw new RuleBrokenException($"{Text(frame)} came where ERROR {code}, tag {tag} was due");
        }
    }

    /// <summary>Gathers the reply to a job, and requires DATA in order, then a DONE that fits.</summary>
    /// <param name="job">The job.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="patience">How long each frame may take; null for what the slowest board needs for the job.</param>
    public Answer Answer(JobRequest job, byte tag, TimeSpan? patience = null)
    {
        patience ??= Patience + TimeSpan.FromSeconds(job.Cells * ((double)job.Transient + job.Steps) / SlowestSteps);
        var due = new ReplyLayout(job, Board.XBytes, Board.YBytes).Bytes;
        var reply = new List<byte>();
        for (var block = 0; ; block++)
        {
            var frame = Next(patience);
            Require(frame.Tag == tag, $"{Text(frame)} came where tag {tag} was due");
            if (frame.Kind == Protocol.DoneKind)
            {
                Require(frame.Payload.Length == Protocol.DoneBytes, $"DONE has {frame.Payload.Length} bytes where {Protocol.DoneBytes} are due");
                var bytes = Words.Read(frame.Payload.AsSpan(2, 4));
                Require(bytes == reply.Count, $"DONE says {bytes} bytes where {reply.Count} came");
                Require(reply.Count == due, $"{reply.Count} bytes came where {due} were due");
                var saturated = frame.Payload[0] | (frame.Payload[1] << 8);
                Require(saturated <= job.Cells, $"DONE says {saturated} saturated cells of {job.Cells}");
                return new Answer([.. reply], saturated);
            }

            Require(frame.Kind == Protocol.DataKind, $"{Text(frame)} came where DATA was due");
            Require(
                frame.Payload.Length is >= 3 and <= Protocol.DataBytes + 2,
                $"DATA has {frame.Payload.Length - 2} bytes of the reply where 1 to {Protocol.DataBytes} may be");
            var number = frame.Payload[0] | (frame.Payload[1] << 8);
            Require(number == (block & 0xFFFF), $"block {number} came where {block & 0xFFFF} was due");
            reply.AddRange(frame.Payload.AsSpan(2));
        }
    }

    /// <summary>
    /// Requires that a job with words beyond their ranges is answered by ERROR 3, or by as many bytes as are due, whatever they are.
    /// </summary>
    public void AnswerOrError(JobRequest job, byte tag)
    {
        var frame = Next();
        if (frame.Kind == Protocol.ErrorKind)
        {
            Require(
                frame.Tag == tag && frame.Payload is [Protocol.BadValueError],
                $"{Text(frame)} came where ERROR 3, tag {tag}, or a reply was due");
            return;
        }

        PutBack(frame);
        Answer(job, tag);
    }

    /// <summary>Sends a job and gathers its reply.</summary>
    public Answer Run(JobRequest job, byte tag = 7)
    {
        Send(job, tag);
        return Answer(job, tag);
    }

    /// <summary>Breaks the rule unless something holds.</summary>
    public static void Require(bool holds, string seen)
    {
        if (!holds)
        {
            throw new RuleBrokenException(seen);
        }
    }

    /// <summary>A small job that every board can do: trace or ends, whichever it has.</summary>
    /// <param name="cells">Cells.</param>
    /// <param name="seed">Of the currents.</param>
    public JobRequest Small(int cells = 1, int seed = 1) =>
        new(Board.Has(Protocol.TraceFeature) ? Protocol.TraceFeature : Protocol.EndsFeature, InputWords(cells, seed), 5, 9, 2);

    /// <summary>Currents within the range of every format.</summary>
    public int[] InputWords(int cells, int seed = 1)
    {
        var random = new Random(seed);
        var one = 1 << (Board.WordBits - 2 + Board.ExtraBits);
        return [.. Enumerable.Range(0, cells).Select(_ => random.Next(-one / 2, (one / 2) + 1))];
    }

    /// <summary>The most cells of one job that the queue has room for too.</summary>
    public int MostCells => JobSplit.MostCells(Board);

    /// <summary>A frame in words.</summary>
    public static string Text(Frame frame) => frame.Kind switch
    {
        0 => "a damaged frame",
        Protocol.ErrorKind => $"ERROR {(frame.Payload.Length > 0 ? frame.Payload[0] : -1)}, tag {frame.Tag},",
        Protocol.DataKind => $"DATA, tag {frame.Tag},",
        Protocol.DoneKind => $"DONE, tag {frame.Tag},",
        Protocol.AckKind => $"ACK, tag {frame.Tag},",
        Protocol.GreetingKind => $"GREETING, tag {frame.Tag},",
        _ => $"a frame of kind 0x{frame.Kind:x2}, tag {frame.Tag},",
    };

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
