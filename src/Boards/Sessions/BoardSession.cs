using System.Buffers.Binary;
using System.Collections.Concurrent;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sessions;

/// <summary>One connection to a board: takes frames from the line as they come, keeps heartbeats apart, and exchanges the greeting.</summary>
internal sealed class BoardSession : IDisposable
{
    private static readonly TimeSpan HelloPatience = TimeSpan.FromMilliseconds(400), ServerSilence = TimeSpan.FromSeconds(5);

    private readonly ILink _link;
    private readonly LinkStatistics _statistics;
    private readonly LinkClock _clock;
    private readonly Func<uint> _nonces;
    private readonly FrameReader _cutter = new(Protocol.LongestBoardFrameBytes);
    private readonly BlockingCollection<Frame> _frames = [];
    private readonly ILineReader _reader;
    private readonly CancellationToken _cancellation;
    private readonly Lock _writing = new(); // the thread that reads writes too where the board is shared
    private long _lastHeard;
    private int _heard;
    private volatile bool _busy;
    private volatile LinkGoneException? _gone;
    private long _asked = -1; // the nonce of the last HELLO; none before

    /// <summary>Takes over an open line; it is closed with the session.</summary>
    /// <param name="link">The line.</param>
    /// <param name="statistics">Counts what crosses it.</param>
    /// <param name="options">The clock and the nonces; null for those of the machine.</param>
    public BoardSession(ILink link, LinkStatistics statistics, LinkOptions? options = null)
    {
        _link = link;
        _statistics = statistics;
        options ??= new LinkOptions();
        (_clock, _nonces, _cancellation) = (options.Clock, options.Nonces, options.Cancellation);
        Turn = new SharedTurn(options, Send);
        _lastHeard = _clock.Now;
        _reader = _clock.Read(link, Take, End);
    }

    /// <summary>Time since the last frame.</summary>
    public TimeSpan Silence => _clock.Since(Interlocked.Read(ref _lastHeard));

    /// <summary>Sound frames that came so far, heartbeats among them.</summary>
    public int Heard => Volatile.Read(ref _heard);

    /// <summary>The client's part of a board that is shared.</summary>
    public SharedTurn Turn { get; }

    /// <summary>The busy flag of the last heartbeat.</summary>
    public bool Busy => _busy;

    /// <summary>Gets every heartbeat, on the thread that reads the line.</summary>
    public Action<Frame>? Heartbeats { get; set; }

    /// <summary>What came in the place of a greeting, as the object of a sentence; null where nothing did.</summary>
    public string? Stranger { get; private set; }

    /// <summary>The nonce of the board's session as its last greeting says; 0 before one came.</summary>
    public uint Nonce => _cutter.Session;

    /// <summary>Sends a frame.</summary>
    /// <exception cref="LinkGoneException">The other end is gone.</exception>
    public void Send(Frame frame) => SendRaw(frame.ToWire(Nonce));

    /// <summary>Sends bytes as they are.</summary>
    /// <exception cref="LinkGoneException">The other end is gone.</exception>
    public void SendRaw(ReadOnlySpan<byte> wire)
    {
        lock (_writing)
        {
            _link.Write(wire);
        }

        _statistics.Sent(wire.Length);
    }

    /// <summary>Waits for the next frame that is no heartbeat.</summary>
    /// <returns>The frame, or null where none came in time.</returns>
    /// <exception cref="LinkGoneException">The other end is gone, and every frame from it was taken.</exception>
    public Frame? Receive(TimeSpan patience)
    {
        if (_reader.TryTake(_frames, patience, out var frame))
        {
            return frame;
        }

        return _gone is { } gone && _frames.Count == 0 ? throw new LinkGoneException(gone.Message, gone) : null;
    }

    /// <summary>Begins a session; both sides forget all earlier requests. Where the board is shared this first waits for the turn, however long.</summary>
    /// <param name="patience">How long the board may take; HELLO is sent again several times meanwhile.</param>
    /// <param name="waiting">Told the place in the queue, several times a second; null where nobody asks.</param>
    /// <returns>What the board is; null where it does not answer.</returns>
    /// <exception cref="LinkGoneException">The other end is gone.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public Greeting? Hello(TimeSpan patience, Action<WaitingPlace>? waiting = null)
    {
        var start = _clock.Now;
        do
        {
            start = WaitForTurn(waiting) ? _clock.Now : start;
            var hello = new byte[Protocol.HelloBytes];
            var nonce = _nonces();
            BinaryPrimitives.WriteUInt32LittleEndian(hello, nonce);
            Interlocked.Exchange(ref _asked, nonce);
            Send(new Frame(Protocol.HelloKind, hello[0], hello));
            if (Greeting(hello, start, patience) is { } greeting)
            {
                Interlocked.Exchange(ref _lastHeard, _clock.Now);
                return greeting;
            }
        }
        while (_clock.Since(start) < patience || Turn.Place is not null);

        return null;
    }

    // False where there is nothing to wait for.
    private bool WaitForTurn(Action<WaitingPlace>? waiting)
    {
        var waits = Turn.Place is not null;
        while (Turn.Place is { } place)
        {
            _cancellation.ThrowIfCancellationRequested();
            waiting?.Invoke(place);
            if (Receive(TimeSpan.FromMilliseconds(50)) is null && Silence > ServerSilence)
            {
                throw new LinkGoneException("the server of the board fell silent");
            }
        }

        return waits;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        if (_reader.HasEnded)
        {
            _frames.Dispose();
        }
    }

    // Frames of an older session may stand before the greeting; they are dropped.
    private Greeting? Greeting(byte[] hello, long start, TimeSpan patience)
    {
        var asked = _clock.Now;
        var nonce = BinaryPrimitives.ReadUInt32LittleEndian(hello);
        var turns = Turn.Turns;
        while (_clock.Since(asked) < HelloPatience && _clock.Since(start) < patience && Turn.Place is null && Turn.Turns == turns)
        {
            if (Receive(TimeSpan.FromMilliseconds(50)) is not { } frame)
            {
                continue;
            }

            if (frame.Kind == Protocol.GreetingKind && frame.Tag == hello[0] && Wire.Greeting.Of(frame.Payload) is { } greeting && greeting.Nonce == nonce)
            {
                return greeting;
            }

            Stranger = GreetingProblem.Of(frame, hello);
        }

        return null;
    }

    private void Take(byte[] bytes, int count)
    {
        _statistics.Received(count);
        _cutter.Push(bytes.AsSpan(0, count), Sort);
    }

    private void End(LinkGoneException gone)
    {
        _gone = gone;
        _frames.CompleteAdding();
    }

    // Between HELLO and its GREETING damage is not counted: the board cuts the frame that it is at, and one that was left in a session of another
    // opening sends what reads as damaged here.
    private void Sort(Frame frame)
    {
        if (frame.IsDamaged)
        {
            if (Interlocked.Read(ref _asked) == Nonce)
            {
                _statistics.FrameDamaged();
            }

            _frames.Add(frame);
            return;
        }

        Interlocked.Exchange(ref _lastHeard, _clock.Now);
        Interlocked.Increment(ref _heard);
        if (Turn.Take(frame))
        {
            return;
        }

        if (frame.Kind != Protocol.HeartbeatKind)
        {
            _frames.Add(frame);
        }
        else if (frame.Payload.Length >= Protocol.HeartbeatBytes)
        {
            _busy = frame.Payload[0] != 0;
            _statistics.HeartbeatCame();
            Heartbeats?.Invoke(frame);
        }
    }
}
