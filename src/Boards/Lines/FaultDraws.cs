namespace FhnHw.Boards.Lines;

/// <summary>Numbers that follow from a key alone on every machine: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
public sealed class FaultDraws
{
    private ulong _state;

    /// <summary>Begins a sequence.</summary>
    /// <param name="parts">The key; other parts give other numbers.</param>
    public FaultDraws(params ReadOnlySpan<long> parts)
    {
        foreach (var part in parts)
        {
            _state = Next() ^ unchecked((ulong)part * 0xD1B54A32D192ED03);
        }
    }

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>A distance whose mean is <paramref name="mean"/>: 1 to 2 mean - 1.</summary>
    public int Distance(int mean) => 1 + Below((2 * mean) - 1);

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
