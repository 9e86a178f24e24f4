using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Lines;

/// <summary>A faulty board on a good line: it changes whole frames of the board, and their CRC is right again.</summary>
internal sealed class HostileFrames
{
    private readonly FaultPlan _plan;
    private readonly FaultTally _tally;
    private readonly FaultDraws _draws;
    private readonly Lock _gate = new(); // the host writes on another thread than it reads
    private readonly FrameReader _sent = new(1 << 16), _received = new(Protocol.LongestBoardFrameBytes);
    private readonly Dictionary<byte, byte[]> _jobs = []; // payloads by tag
    private readonly Dictionary<FaultKinds, int> _next = []; // frames until the next fault of a kind
    private readonly List<byte> _wire = [];
    private Greeting _board = new();
    private WrongNumbers? _reply; // that is coming
    private byte _tag; // of that reply
    private bool _mute; // answers no request any more

    /// <summary>Begins with an opening of the port.</summary>
    public HostileFrames(FaultPlan plan, int opening, FaultTally tally)
    {
        _plan = plan;
        _tally = tally;
        _draws = new FaultDraws(plan.Seed, opening, 3);
        foreach (var kind in Enum.GetValues<FaultKinds>().Where(kind => int.IsPow2((int)kind) && FaultKinds.OfFrames.HasFlag(kind) && plan.Every(kind) > 0))
        {
            _next[kind] = _draws.Distance(plan.Every(kind));
        }
    }

    /// <summary>Hears what the host sends: replies are changed where their jobs say that numbers stand.</summary>
    public void Sent(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _sent.Push(bytes, frame =>
            {
                if (frame.Kind == Protocol.JobKind)
                {
                    _jobs[frame.Tag] = frame.Payload;
                }
            });
        }
    }

    /// <summary>What the host gets of the board's bytes.</summary>
    public ReadOnlySpan<byte> Received(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _wire.Clear();
            _received.Push(bytes, frame => _wire.AddRange(Change(frame)));
            return _wire.ToArray();
        }
    }

    private byte[] Change(Frame frame)
    {
        switch (frame.Kind)
        {
            case 0:
                return [1, 1, 0]; // what was damaged stays so
            case Protocol.GreetingKind:
                return Greet(frame).ToWire(_received.Session);
            case Protocol.HeartbeatKind when _mute:
                return (frame with { Payload = [(byte)(_plan.Every(FaultKinds.Busy) > 0 ? 1 : 0), .. frame.Payload[1..]] }).ToWire(_received.Session);
            case Protocol.HeartbeatKind:
                return frame.ToWire(_received.Session);
        }

        _mute |= Strikes(FaultKinds.Busy) || Strikes(FaultKinds.Idle);
        return _mute ? [] : Answer(frame).ToWire(_received.Session);
    }

    private Frame Greet(Frame frame)
    {
        if (Greeting.Of(frame.Payload) is not { } told)
        {
            return frame;
        }

        _board = told;
        _reply = null;
        told = Strikes(FaultKinds.Stale) ? told with { Constants = Other(told.Constants) } : told;
        told = Strikes(FaultKinds.Greeting) ? Lie(told) : told;
        return frame with { Payload = [.. told.ToPayload(), .. frame.Payload[Protocol.GreetingBytes..]] };
    }

    private Greeting Lie(Greeting told) => _draws.Below(9) switch
    {
        0 => told with { WordBits = (byte)(told.WordBits ^ 1) },
        1 => told with { DtExponent = (byte)(told.DtExponent ^ 1) },
        2 => told with { ExtraBits = (byte)(told.ExtraBits ^ 1) },
        3 => told with { YBytes = (byte)(told.YBytes ^ 1) },
        4 => told with { Cells = (ushort)Math.Min(2 * told.Cells, ushort.MaxValue) },
        5 => told with { Queue = (ushort)(told.Queue / 64) },
        6 => told with { Features = (ushort)(told.Features ^ 0x00FF) },
        7 => told with { Version = (byte)(told.Version ^ 3) },
        _ => told with { Name = "another" },
    };

    private Frame Answer(Frame frame)
    {
        if (frame.Kind != Protocol.DataKind || frame.Payload.Length <= Protocol.BlockBytes)
        {
            return frame;
        }

        if ((_reply is null || _tag != frame.Tag || (frame.Payload[0] | frame.Payload[1]) == 0) && _jobs.TryGetValue(frame.Tag, out var job))
        {
            (_reply, _tag) = (WrongNumbers.Of(job, _board), frame.Tag);
        }

        var data = frame.Payload[Protocol.BlockBytes..];
        _reply?.Take(data, Strikes(FaultKinds.Sums), Strikes(FaultKinds.Values), _draws);
        return frame with { Payload = [.. frame.Payload[..Protocol.BlockBytes], .. data] };
    }

    private bool Strikes(FaultKinds kind)
    {
        if (!_next.TryGetValue(kind, out var left))
        {
            return false;
        }

        _next[kind] = left > 1 ? left - 1 : _draws.Distance(_plan.Every(kind));
        if (left <= 1)
        {
            _tally.Count(kind);
        }

        return left <= 1;
    }

    private static string Other(string hash) => (hash[0] == 'f' ? '0' : 'f') + hash[1..];
}
