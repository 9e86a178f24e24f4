namespace FhnHw.Tests.Simulation;

/// <summary>
/// What a hostile line cannot do to bytes by their number: whole pieces, which may be whole frames, are lost, come twice, or come after the
/// next one, until a time; and for a while nothing comes at all. An echo is a piece that comes once more long after it was sent, also after the line
/// was opened again or the board had lost its power: so frames of sessions that are over come in later ones.
/// </summary>
/// <param name="every">Pieces from one fault to the next on average; 0 for no faults.</param>
/// <param name="until">When they cease, ticks.</param>
/// <param name="chance">Draws them.</param>
/// <param name="echoEvery">Pieces from one echo to the next on average; 0 for none.</param>
/// <param name="echoes">Draws the echoes.</param>
internal sealed class PieceFaults(int every, long until, Chance chance, int echoEvery, Chance echoes)
{
    private const int MostKept = 64;

    private readonly List<byte[]> _kept = []; // the last pieces, for echoes
    private byte[]? _late; // comes after the next piece
    private long _muteUntil;

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>Loses all pieces until a time.</summary>
    public void Mute(long time) => _muteUntil = Math.Max(_muteUntil, time);

    /// <summary>Passes a piece on.</summary>
    public void Pass(long now, byte[] piece, Action<byte[]> put)
    {
        if (now < _muteUntil)
        {
            Count++;
            return;
        }

        Echo(now, put);
        var kind = every > 0 && now < until && chance.OneIn(every) ? 1 + chance.Below(3) : 0;
        Count += kind > 0 ? 1 : 0;
        if (kind == 3 && _late is null)
        {
            _late = piece;
            return;
        }

        for (var copies = kind switch { 1 => 0, 2 => 2, _ => 1 }; copies > 0; copies--)
        {
            put(piece);
        }

        if (_late is not null)
        {
            put(_late);
            _late = null;
        }

        Keep(piece);
    }

    private void Echo(long now, Action<byte[]> put)
    {
        if (_kept.Count > 0 && now < until && echoes.OneIn(echoEvery))
        {
            Count++;
            put(_kept[echoes.Below(_kept.Count)]);
        }
    }

    private void Keep(byte[] piece)
    {
        if (echoEvery == 0)
        {
            return;
        }

        if (_kept.Count == MostKept)
        {
            _kept.RemoveAt(0);
        }

        _kept.Add(piece);
    }
}
