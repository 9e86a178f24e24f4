namespace FhnHw.Kernels.Noise;

/// <summary>What a random word of the per-cell parameters is for; each purpose draws from a separate sequence.</summary>
internal enum CellDraw
{
    /// <summary>The offset of a cell's current.</summary>
    Offset = 0,

    /// <summary>The gain of a cell's current.</summary>
    Gain = 1,

    /// <summary>The eps of a cell.</summary>
    Eps = 2,

    /// <summary>x of the initial state.</summary>
    StartX = 3,

    /// <summary>y of the initial state.</summary>
    StartY = 4,

    /// <summary>Direction and speed of the drift of a cell's offset.</summary>
    Drift = 5,

    /// <summary>The order in which cells are chosen as dead and stuck.</summary>
    Order = 6,

    /// <summary>Where a stuck cell is stuck.</summary>
    StuckAt = 7,

    /// <summary>The initial state of a run's noise generator.</summary>
    Noise = 8,
}

/// <summary>
/// Counter-based random words: each is a function of a seed and three numbers, so that none depends on the order in which they are
/// asked for. They are the same 32 bits on every machine; docs/imperfections.md defines them.
/// </summary>
internal static class CellHash
{
    private const uint GoldenRatio = 0x9E3779B9;

    /// <summary>
    /// The 32-bit finaliser of MurmurHash3 (Appleby, public domain): a bijection in which every input bit affects every output bit.
    /// </summary>
    public static uint Mix(uint h)
    {
        unchecked
        {
            h ^= h >> 16;
            h *= 0x85EBCA6B;
            h ^= h >> 13;
            h *= 0xC2B2AE35;
            return h ^ (h >> 16);
        }
    }

    /// <summary>A random word: Mix(Mix(Mix(Mix(seed + φ) + purpose) + a) + b), sums modulo 2^32, φ = 0x9E3779B9.</summary>
    /// <param name="seed">The seed of the cells.</param>
    /// <param name="draw">The purpose.</param>
    /// <param name="a">The cell, or the trial of a run's noise.</param>
    /// <param name="b">The number of the word, or the cell of a run's noise.</param>
    public static uint Word(int seed, CellDraw draw, uint a, uint b)
    {
        unchecked
        {
            return Mix(Mix(Mix(Mix((uint)seed + GoldenRatio) + (uint)draw) + a) + b);
        }
    }

    /// <summary>
    /// An approximately standard normal number: the sum of 12 uniform 16-bit words less its mean, 393,210, over 2^16 (Irwin and Hall).
    /// Exact in binary, and never beyond ±6.
    /// </summary>
    public static double Normal(int seed, CellDraw draw, uint cell)
    {
        var sum = 0L;
        for (var b = 0u; b < 6; b++)
        {
            var word = Word(seed, draw, cell, b);
            sum += (word & 0xFFFF) + (word >> 16);
        }

        return (sum - 393_210) / 65_536.0;
    }

    /// <summary>A uniform number in [-1, 1], one of 65,536.</summary>
    public static double Even(int seed, CellDraw draw, uint cell) => ((Word(seed, draw, cell, 0) >> 16) - 32_767.5) / 32_767.5;
}
