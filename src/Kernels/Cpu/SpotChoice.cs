namespace FhnHw.Kernels.Cpu;

/// <summary>Chooses some of a batch's runs, other ones in each batch: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) over a counter.</summary>
/// <param name="seed">From which every choice follows.</param>
internal sealed class SpotChoice(int seed)
{
    private ulong _state = unchecked((ulong)seed * 0xD1B54A32D192ED03);

    /// <summary>Different numbers from 0 to below <paramref name="all"/>, in their order.</summary>
    /// <param name="all">How many there are.</param>
    /// <param name="count">How many to choose, <paramref name="all"/> at most.</param>
    public int[] Of(int all, int count)
    {
        var chosen = new int[count];
        for (var (next, left) = (0, count); left > 0; next++)
        {
            // Knuth's selection sampling: each number is taken with the chance that leaves every choice equally likely.
            if (Below(all - next) < left)
            {
                chosen[count - left--] = next;
            }
        }

        return chosen;
    }

    private int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

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
