using FhnHw.Boards.Sharing;
using FhnHw.Boards.Wire;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sharing;

/// <summary>A desk with a clock that stands still, a board that answers at once, and clients whose bytes go nowhere else.</summary>
internal sealed class FakeDesk : ISharedLine
{
    private static readonly Greeting Answer = new() { Queue = 512, Cells = 4, Heartbeat = 250, ReadoutWords = 300, Name = "fake" };
    private readonly FrameReader _toBoard = new(1 << 16);

    public FakeDesk(ShareSettings? settings = null) => Desk = new ShareDesk(settings ?? new ShareSettings(), this, Time, Turns.Add);

    public ManualTime Time { get; } = new();

    public ShareDesk Desk { get; }

    /// <summary>Frames that the board got.</summary>
    public List<Frame> ToBoard { get; } = [];

    public List<TurnRecord> Turns { get; } = [];

    public int Reopenings { get; private set; }

    /// <summary>True where the board says nothing any more.</summary>
    public bool Mute { get; set; }

    public FakeClient Arrive(string address = "10.0.0.1") => new(this, address);

    /// <summary>A client that knows of turns and has joined.</summary>
    public FakeClient Join(string name, string address = "10.0.0.1", string? token = null)
    {
        var client = Arrive(address);
        client.Ask(ShareFrames.JoinKind, name, token);
        return client;
    }

    public void Open() => Desk.BoardOpened();

    public void Move(double seconds)
    {
        for (var left = seconds; left > 0; left -= 0.1)
        {
            Time.Move(TimeSpan.FromSeconds(Math.Min(left, 0.1)));
            if (!Mute)
            {
                Board(new Frame(Protocol.HeartbeatKind, 0, new byte[5]));
            }

            Desk.Tick();
        }
    }

    public void Board(Frame frame) => Desk.BoardSent(frame.ToWire(_toBoard.Session));

    public void Write(byte[] bytes) => _toBoard.Push(bytes, frame =>
    {
        ToBoard.Add(frame);
        if (Mute)
        {
            return;
        }

        if (frame.Kind == Protocol.HelloKind)
        {
            Board(new Frame(Protocol.GreetingKind, frame.Tag, (Answer with { Nonce = BitConverter.ToUInt32(frame.Payload) }).ToPayload()));
        }
        else if (frame.Kind == Protocol.ReadoutKind)
        {
            Board(new Frame(Protocol.AckKind, frame.Tag, []));
        }
    });

    public void Drop()
    {
    }

    public void Reopen() => Reopenings++;
}

/// <summary>A client of a <see cref="FakeDesk"/>.</summary>
internal sealed class FakeClient : IShareConnection
{
    private readonly FrameReader _reader = new(Protocol.LongestBoardFrameBytes);
    private readonly FakeDesk _desk;
    private readonly ShareMember _member;
    private uint _session;

    public FakeClient(FakeDesk desk, string address)
    {
        (_desk, Address) = (desk, address);
        _member = desk.Desk.Arrive(this);
    }

    public string Address { get; }

    public int Backlog { get; set; }

    public bool IsClosed { get; private set; }

    /// <summary>Frames that it got.</summary>
    public List<Frame> Frames { get; } = [];

    public bool HasTurn => Frames.Any(frame => frame.Kind == ShareFrames.TurnKind);

    public WaitingPlace? Place => Frames.LastOrDefault(frame => frame.Kind == ShareFrames.WaitKind) is { Kind: ShareFrames.WaitKind } wait
        ? ShareFrames.ReadWait(wait) : null;

    public EndReason? End => Frames.Any(frame => frame.Kind == ShareFrames.EndKind)
        ? ShareFrames.ReadEnd(Frames.Last(frame => frame.Kind == ShareFrames.EndKind)).Reason : null;

    public void Send(byte[] bytes) => _reader.Push(bytes, Frames.Add);

    public void Close() => IsClosed = true;

    public void Says(params Frame[] frames)
    {
        foreach (var frame in frames)
        {
            Raw(frame.ToWire(_session));
            _session = frame.Kind == Protocol.HelloKind ? BitConverter.ToUInt32(frame.Payload) : _session;
        }
    }

    public void Raw(params byte[] bytes) => _desk.Desk.Received(_member, bytes);

    public void Leaves() => _desk.Desk.Left(_member);

    public void Ask(byte kind, string name, string? token = null)
    {
        var nonce = ShareFrames.ReadShare(Frames[0])!.Value.Nonce;
        Says(ShareFrames.Ask(kind, new ShareCredentials(name, token), nonce, new byte[ShareFrames.NonceBytes]));
    }

    public void StaysAlive() => Says(ShareFrames.Of(ShareFrames.AliveKind));
}
