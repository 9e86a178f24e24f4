using System.Security.Cryptography;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>
/// Who has a shared board: first come, first served, one client at a time, and the board as new for each. It knows neither sockets nor ports, only
/// what happens and when, so that its rules can be tried without either. Methods may be called from any thread and wait for nothing.
/// </summary>
internal sealed class ShareDesk
{
    private const int MostBytesAStretch = 1 << 16, MostBacklog = 1 << 22;
    private static readonly TimeSpan Cleaning = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly ShareSettings _settings;
    private readonly ISharedLine _line;
    private readonly TimeProvider _time;
    private readonly Action<TurnRecord> _log;
    private readonly BoardCleaner _cleaner;
    private readonly ShareEntrance _entrance;
    private readonly TurnWatch _watch;
    private readonly BoardStream _stream = new();
    private readonly List<ShareMember> _guests = []; // connected, and not joined yet
    private readonly WaitingClients _queue;
    private readonly DateTimeOffset _start;
    private ShareMember? _holder;
    private bool _away = true;
    private long _awaySince, _boardHeard, _turns;

    /// <summary>Opens the desk, without a board yet.</summary>
    /// <param name="settings">The rules.</param>
    /// <param name="line">The line to the board.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Gets each turn that is over.</param>
    public ShareDesk(ShareSettings settings, ISharedLine line, TimeProvider time, Action<TurnRecord> log)
    {
        (_settings, _line, _time, _log) = (settings, line, time, log);
        _cleaner = new BoardCleaner(line.Write, time, static () => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))));
        _entrance = new ShareEntrance(settings.Token, time);
        _watch = new TurnWatch(settings, time, holder => _stream.Insert(holder, ShareFrames.Of(ShareFrames.YieldKind)));
        _queue = new WaitingClients(time);
        _start = time.GetUtcNow();
        _awaySince = time.GetTimestamp();
    }

    /// <summary>True while the holder does not take what the board sends, so that the board's line should not be read.</summary>
    public bool IsClogged
    {
        get
        {
            lock (_gate)
            {
                return _holder is { } holder && IsClog(holder);
            }
        }
    }

    /// <summary>Who has the board and who waits.</summary>
    public ShareStatus Status()
    {
        lock (_gate)
        {
            return new ShareStatus(
                _cleaner.Board?.Name, _away, _start.UtcDateTime, _holder is null ? null : Shown(_holder, _holder.Began),
                [.. _queue.All.Select(member => Shown(member, member.Joined))], _turns);
        }
    }

    /// <summary>A client has connected.</summary>
    public ShareMember Arrive(IShareConnection connection)
    {
        lock (_gate)
        {
            var member = new ShareMember(connection, RandomNumberGenerator.GetBytes(ShareFrames.NonceBytes), _time.GetTimestamp());
            _guests.Add(member);
            if (_guests.Count + _queue.Count + (_holder is null ? 0 : 1) > _settings.MostClients)
            {
                End(_guests[0], new Departure(EndReason.Full, "too many clients wait for this board"));
            }

            connection.Send(ShareFrames.Share(_settings.Token is not null, member.Nonce).ToWire());
            return member;
        }
    }

    /// <summary>Bytes of a client have come.</summary>
    public void Received(ShareMember member, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            member.Heard = _time.GetTimestamp();
            if (member != _holder && IsTooMuch(member, bytes.Length))
            {
                End(member, new Departure(EndReason.Silent, "bytes came in masses that are no frames of the sharing"));
                return;
            }

            member.Frames.Push(bytes, (piece, frame) => Take(member, piece, frame));
        }
    }

    /// <summary>A client has gone.</summary>
    public void Left(ShareMember member)
    {
        lock (_gate)
        {
            Remove(member, "the client left");
        }
    }

    /// <summary>The line to the board is open.</summary>
    public void BoardOpened()
    {
        lock (_gate)
        {
            _boardHeard = _time.GetTimestamp();
            _away = false;
            _stream.Restart();
            _cleaner.Begin(wipe: true);
        }
    }

    /// <summary>Bytes of the board have come.</summary>
    public void BoardSent(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _boardHeard = _time.GetTimestamp();
            _stream.Push(bytes, _cleaner.IsDone ? _holder : null, _cleaner.Take);
            Next();
        }
    }

    /// <summary>The line to the board has broken.</summary>
    public void BoardLost()
    {
        lock (_gate)
        {
            if (!_away)
            {
                (_away, _awaySince) = (true, _time.GetTimestamp());
                _queue.News();
            }

            if (_holder is { } holder)
            {
                End(holder, new Departure(EndReason.BoardAway, "the board is away"));
            }
        }
    }

    /// <summary>Time has gone by: to be called several times a second.</summary>
    public void Tick()
    {
        lock (_gate)
        {
            foreach (var guest in _guests.Where(guest => Since(guest.Came) >= _settings.Joining).ToArray())
            {
                End(guest, new Departure(EndReason.Silent, "it did not join"));
            }

            foreach (var member in _queue.All.Where(_watch.IsSilent).ToArray())
            {
                End(member, new Departure(EndReason.Silent, "it gave no sign of life"));
            }

            if (_holder is { } holder && _watch.Look(holder, IsClog(holder), _queue.Count > 0) is { } departure)
            {
                End(holder, departure);
            }

            WatchBoard();
            _queue.Tell(_holder, _away ? _awaySince : null);
        }
    }

    /// <summary>Sends everybody away.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var member in Everybody().ToArray())
            {
                End(member, new Departure(EndReason.Closing, "its server ends"));
            }
        }
    }

    private IEnumerable<ShareMember> Everybody() => [.. _guests, .. _queue.All, .. _holder is null ? (ShareMember[])[] : [_holder]];

    private void Take(ShareMember member, byte[] piece, Frame frame)
    {
        switch (frame.Kind)
        {
            case ShareFrames.AliveKind:
                break;
            case ShareFrames.JoinKind or ShareFrames.StatusKind:
                Ask(member, frame);
                break;
            case Protocol.HelloKind when _guests.Contains(member) && _settings.Token is null:
                member.Hello = piece;
                Join(member);
                break;
            case Protocol.HelloKind when _queue.All.Contains(member):
                member.Hello = piece;
                break;
            default:
                if (member == _holder)
                {
                    member.Count.Sends(frame, piece.Length);
                    _line.Write(piece);
                }

                break;
        }
    }

    // A JOIN or a STATUS, once each connection.
    private void Ask(ShareMember member, Frame frame)
    {
        if (!Everybody().Contains(member))
        {
            return;
        }

        if (!_entrance.Admits(member, frame, out var refusal))
        {
            if (refusal is not null)
            {
                End(member, refusal);
            }

            return;
        }

        if (frame.Kind == ShareFrames.JoinKind)
        {
            member.Knows = true;
            Join(member);
            return;
        }

        foreach (var part in StatusText.Frames(Status()))
        {
            member.Connection.Send(part.ToWire());
        }

        Remove(member, "");
        member.Connection.Close();
    }

    private void Join(ShareMember member)
    {
        if (_guests.Remove(member))
        {
            _queue.Join(member);
            Next();
        }
    }

    // The next one gets the board where it is free and as new.
    private void Next()
    {
        if (_holder is not null || _away || !_cleaner.IsDone || _queue.Count == 0)
        {
            return;
        }

        var next = _queue.Next();
        _holder = next;
        next.Began = next.Heard = next.Count.Worked = _time.GetTimestamp();
        _stream.Skip();
        if (next.Knows)
        {
            next.Connection.Send(ShareFrames.Of(ShareFrames.TurnKind).ToWire());
        }
        else if (next.Hello is { } hello)
        {
            next.Count.Sends(new Frame(Protocol.HelloKind, 0, []), hello.Length);
            _line.Write(hello);
        }
    }

    private void WatchBoard()
    {
        if (_away)
        {
            return;
        }

        _cleaner.Tick();
        if (Since(_boardHeard) >= _settings.BoardSilence || (!_cleaner.IsDone && _cleaner.Elapsed >= Cleaning))
        {
            _boardHeard = _time.GetTimestamp();
            _line.Reopen();
        }
    }

    private void End(ShareMember member, Departure departure)
    {
        if (member.Knows || member.Nonce is null || _guests.Contains(member))
        {
            _stream.Insert(member, ShareFrames.End(departure.Reason, departure.Words));
        }

        Remove(member, departure.Words);
        member.Connection.Close();
    }

    private void Remove(ShareMember member, string reason)
    {
        _guests.Remove(member);
        _queue.Remove(member);
        if (member != _holder)
        {
            return;
        }

        _holder = null;
        _turns++;
        _line.Drop();
        _queue.News();
        var count = member.Count;
        _log(new TurnRecord(
            member.Name, member.Connection.Address, Date(member.Joined), Date(member.Began), Date(_time.GetTimestamp()), count.Jobs, count.Sent,
            count.Received, reason));
        if (!_away)
        {
            _cleaner.Begin(count.SentReadout);
        }
    }

    private static bool IsClog(ShareMember member) => member.Connection.Backlog > MostBacklog;

    private bool IsTooMuch(ShareMember member, int more)
    {
        if (Since(member.Stretch) >= _settings.Silence)
        {
            (member.Stretch, member.Bytes) = (_time.GetTimestamp(), 0);
        }

        member.Bytes += more;
        return member.Bytes > MostBytesAStretch;
    }

    private ShareClient Shown(ShareMember member, long since) => new(
        member.Name, member.Connection.Address, Date(since), member.Count.Jobs, member.Count.Sent, member.Count.Received);

    private TimeSpan Since(long time) => _time.GetElapsedTime(time);

    private DateTime Date(long time) => (_time.GetUtcNow() - Since(time)).UtcDateTime;
}
