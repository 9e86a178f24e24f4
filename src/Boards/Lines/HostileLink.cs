namespace FhnHw.Boards.Lines;

/// <summary>A line that goes wrong by a plan, both ways: it stands between the host and a real line.</summary>
internal sealed class HostileLink : ILink
{
    // A real port that takes nothing for so long is gone (ILink.Write).
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(1);

    private readonly ILink _line;
    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _unplugged;
    private readonly HostileDirection _in, _out;
    private readonly HostileFrames? _frames;
    private readonly byte[] _sending = new byte[4096];
    private bool _told; // that the port was unplugged

    /// <summary>Puts a plan's faults on a line.</summary>
    /// <param name="line">The line; it is closed with this one.</param>
    /// <param name="plan">What goes wrong.</param>
    /// <param name="opening">Number of this opening of the port: each has faults of its own.</param>
    /// <param name="time">The clock by which stalls and pauses pass.</param>
    /// <param name="tally">Counts the faults.</param>
    /// <param name="unplugged">Told for how long the port is away, when it is unplugged.</param>
    public HostileLink(ILink line, FaultPlan plan, int opening, TimeProvider time, FaultTally tally, Action<TimeSpan> unplugged)
    {
        _line = line;
        _time = time;
        _unplugged = unplugged;
        _in = new HostileDirection(plan, [opening, 1], time, tally);
        _out = new HostileDirection(plan, [opening, 2], time, tally);
        _frames = (plan.Kinds & FaultKinds.OfFrames) != 0 ? new HostileFrames(plan, opening, tally) : null;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, CancellationToken cancellation)
    {
        var part = new byte[buffer.Length];
        while (true)
        {
            if (_in.Take(buffer) is > 0 and var count)
            {
                return count;
            }

            ThrowIfUnplugged();
            if (_in.Wait is { } wait)
            {
                Pause(wait, cancellation);
                continue;
            }

            var bytes = part.AsSpan(0, _line.Read(part, cancellation));
            if (!_out.IsHalfOpen)
            {
                _in.Push(_frames is null ? bytes : _frames.Received(bytes));
            }
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        _frames?.Sent(bytes);
        _out.Push(bytes);
        while (_out.Wait is { } wait)
        {
            if (wait > WritePatience)
            {
                throw new LinkGoneException("the port took no bytes");
            }

            Pause(wait, CancellationToken.None);
            var count = _out.Take(_sending);
            if (!_in.IsUnplugged)
            {
                _line.Write(_sending.AsSpan(0, count));
            }
        }

        ThrowIfUnplugged();
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private void Pause(TimeSpan wait, CancellationToken cancellation)
    {
        if (wait > TimeSpan.Zero)
        {
            Task.Delay(wait, _time, cancellation).GetAwaiter().GetResult();
        }
    }

    private void ThrowIfUnplugged()
    {
        if (_in.IsUnplugged || _out.IsUnplugged)
        {
            if (Interlocked.Exchange(ref _told, true) is false)
            {
                _unplugged(_in.IsUnplugged ? _in.Away : _out.Away);
            }

            throw new LinkGoneException("the port closed");
        }
    }
}
