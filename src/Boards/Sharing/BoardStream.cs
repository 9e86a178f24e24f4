using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>What the board sends: to the holder byte by byte as it comes, and cut into frames for those who count them.</summary>
internal sealed class BoardStream
{
    private readonly List<(ShareMember To, Frame Frame)> _inserted = [];
    private FrameReader _frames = new(Protocol.LongestBoardFrameBytes);
    private ShareMember? _holder;
    private bool _inFrame; // bytes came after the last zero
    private bool _skips; // up to the next zero: the end of a frame whose beginning another client got

    /// <summary>The line was opened again.</summary>
    public void Restart()
    {
        _frames = new FrameReader(Protocol.LongestBoardFrameBytes);
        _inFrame = _skips = false;
        _inserted.Clear();
    }

    /// <summary>Whoever gets the bytes from now on begins with a whole frame.</summary>
    public void Skip() => _skips = _inFrame;

    /// <summary>Sends a frame of the server to a client: at once, or between two frames of the board.</summary>
    public void Insert(ShareMember member, Frame frame)
    {
        if (member == _holder && _inFrame && !_skips && frame.Kind == ShareFrames.YieldKind)
        {
            _inserted.Add((member, frame));
            return;
        }

        member.Connection.Send(frame.ToWire()); // ToWire begins with a zero, which ends whatever frame was cut
    }

    /// <summary>Takes bytes of the board.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="holder">Who gets them; null for nobody.</param>
    /// <param name="take">Gets each frame.</param>
    public void Push(ReadOnlySpan<byte> bytes, ShareMember? holder, Action<Frame> take)
    {
        _holder = holder;
        Relay(bytes, holder);
        _frames.Push(bytes, frame =>
        {
            holder?.Count.Takes(frame);
            take(frame);
        });
        _inFrame = bytes.Length > 0 ? bytes[^1] != 0 : _inFrame;
    }

    private void Relay(ReadOnlySpan<byte> bytes, ShareMember? holder)
    {
        var zero = bytes.IndexOf((byte)0);
        if (_skips)
        {
            bytes = zero < 0 ? [] : bytes[(zero + 1)..];
            _skips = zero < 0;
            zero = bytes.IndexOf((byte)0);
        }

        if (holder is null || bytes.IsEmpty)
        {
            return;
        }

        if (_inserted.Count > 0 && zero >= 0)
        {
            holder.Connection.Send(bytes[..(zero + 1)].ToArray());
            bytes = bytes[(zero + 1)..];
            foreach (var (to, frame) in _inserted.Where(one => one.To == holder))
            {
                to.Connection.Send(frame.ToWire());
            }

            _inserted.Clear();
        }

        holder.Count.Takes(bytes.Length);
        if (!bytes.IsEmpty)
        {
            holder.Connection.Send(bytes.ToArray());
        }
    }
}
