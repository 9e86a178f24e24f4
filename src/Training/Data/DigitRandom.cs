namespace FhnHw.Training.Data;

/// <summary>
/// Random numbers of one drawn image: SplitMix64 (Steele, Lea and Flood 2014) started from a mix of seed and image, so that images
/// can be drawn in any order. It uses integers and IEEE sums and products only, so that every machine draws the same.
/// </summary>
/// <param name="seed">Seed of the set.</param>
/// <param name="image">Number of the image in it.</param>
public struct DigitRandom(int seed, int image)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(Mix(unchecked((uint)seed)) ^ unchecked((uint)image));

    /// <summary>A number in [0, 1).</summary>
    public double Next()
    {
        unchecked
        {
            _state += Gamma;
        }

        return (Mix(_state) >> 11) * (1.0 / (1L << 53));
    }

    /// <summary>A number in [least, most).</summary>
    public double Between(double least, double most) => least + ((most - least) * Next());

    /// <summary>A whole number in [0, count).</summary>
    public int Below(int count) => (int)(Next() * count);

    /// <summary>Mean 0, standard deviation 1, never beyond 3.5: the sum of four uniform numbers, scaled.</summary>
    internal double Bell() => (Next() + Next() + Next() + Next() - 2) * 1.7320508075688772;

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += Gamma;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
