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
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1), Cleaning = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly ShareSettings _settings;
    private readonly ISharedLine _line;
    private readonly TimeProvider _time;
    private readonly Action<TurnRecord> _log;
    private readonly BoardCleaner _cleaner;
    private readonly WrongTokens _wrong;
    private readonly BoardStream _stream = new();
    private readonly List<ShareMember> _guests = [], _queue = [];
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
        _wrong = new WrongTokens(time);
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
                return _holder is { } holder && holder.Connection.Backlog > MostBacklog;
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
                [.. _queue.Select(member => Shown(member, member.Joined))], _turns);
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
                End(_guests[0], EndReason.Full, "too many clients wait for this board");
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
                End(member, EndReason.Silent, "bytes came in masses that are no frames of the sharing");
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
                News();
            }

            if (_holder is { } holder)
            {
                End(holder, EndReason.BoardAway, "the board is away");
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
                End(guest, EndReason.Silent, "it did not join");
            }

            foreach (var member in _queue.Where(IsSilent).ToArray())
            {
                End(member, EndReason.Silent, "it gave no sign of life");
            }

            WatchHolder();
            WatchBoard();
            Tell();
        }
    }

    /// <summary>Sends everybody away.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var member in Everybody().ToArray())
            {
                End(member, EndReason.Closing, "its server ends");
            }
        }
    }

    private IEnumerable<ShareMember> Everybody() => [.. _guests, .. _queue, .. _holder is null ? (ShareMember[])[] : [_holder]];

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
            case Protocol.HelloKind when _queue.Contains(member):
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
        if (member.Nonce is not { } nonce || ShareFrames.ReadAsk(frame) is not { } asked || !Everybody().Contains(member))
        {
            return;
        }

        member.Nonce = null;
        if (_settings.Token is { } token)
        {
            var address = member.Connection.Address;
            if (_wrong.MustWait(address))
            {
                End(member, EndReason.Refused, "too many wrong tokens came from there; wait a minute");
                return;
            }

            if (!token.Accepts(asked.Answer, frame.Kind, nonce, asked.Own))
            {
                _wrong.Count(address);
                End(member, EndReason.Refused, "the token is wrong");
                return;
            }
        }

        member.Name = asked.Name.Length > 0 ? asked.Name : member.Name;
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
            member.Joined = _time.GetTimestamp();
            _queue.Add(member);
            News();
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

        var next = _queue[0];
        _queue.RemoveAt(0);
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

        News();
    }

    // What others wait for: that the holder goes, by its own will, because it is asked, or because it is gone.
    private void WatchHolder()
    {
        if (_holder is not { } holder)
        {
            return;
        }

        holder.Count.Worked = holder.Count.Outstanding > 0 ? _time.GetTimestamp() : holder.Count.Worked;
        holder.Clogged = holder.Connection.Backlog <= MostBacklog ? null : holder.Clogged ?? _time.GetTimestamp();
        if (IsSilent(holder) || (holder.Clogged is { } clogged && Since(clogged) >= _settings.Silence))
        {
            End(holder, EndReason.Silent, "it gave no sign of life");
        }
        else if (_queue.Count == 0)
        {
            holder.Asked = null;
        }
        else if (_settings.Idle is { } idle && Since(holder.Count.Worked) >= idle)
        {
            End(holder, EndReason.Idle, "it had nothing to do");
        }
        else if (_settings.Turn is { } turn && Since(holder.Began) >= turn)
        {
            Ask(holder);
        }
    }

    // Between two jobs of a client that knows of turns; of another one where it has nothing outstanding.
    private void Ask(ShareMember holder)
    {
        if (holder.Asked is null)
        {
            holder.Asked = _time.GetTimestamp();
            if (holder.Knows)
            {
                _stream.Insert(holder, ShareFrames.Of(ShareFrames.YieldKind));
            }
        }

        if (Since(holder.Asked.Value) >= _settings.Grace || (holder.Count.Outstanding == 0 && (!holder.Knows || Since(holder.Asked.Value) >= TellEvery)))
        {
            End(holder, EndReason.TurnOver, "its turn is over");
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

    private void Tell()
    {
        for (var place = 1; place <= _queue.Count; place++)
        {
            var member = _queue[place - 1];
            if (member.Knows && (member.Told is not { } told || Since(told) >= TellEvery))
            {
                member.Told = _time.GetTimestamp();
                var held = _away ? Since(_awaySince) : _holder is null ? TimeSpan.Zero : Since(_holder.Began);
                member.Connection.Send(ShareFrames.Wait(new WaitingPlace(
                    place, _queue.Count, (long)Since(member.Joined).TotalSeconds, _away, (long)held.TotalSeconds, _holder?.Name ?? "")).ToWire());
            }
        }
    }

    private void News() => _queue.ForEach(member => member.Told = null);

    private void End(ShareMember member, EndReason reason, string words)
    {
        if (member.Knows || member.Nonce is null || _guests.Contains(member))
        {
            _stream.Insert(member, ShareFrames.End(reason, words));
        }

        Remove(member, words);
        member.Connection.Close();
    }

    private void Remove(ShareMember member, string reason)
    {
        _guests.Remove(member);
        if (_queue.Remove(member))
        {
            News();
        }

        if (member != _holder)
        {
            return;
        }

        _holder = null;
        _turns++;
        _line.Drop();
        News();
        var count = member.Count;
        _log(new TurnRecord(
            member.Name, member.Connection.Address, Date(member.Joined), Date(member.Began), Date(_time.GetTimestamp()), count.Jobs, count.Sent,
            count.Received, reason));
        if (!_away)
        {
            _cleaner.Begin(count.SentReadout);
        }
    }

    private bool IsSilent(ShareMember member) => member.Knows && Since(member.Heard) >= _settings.Silence;

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
