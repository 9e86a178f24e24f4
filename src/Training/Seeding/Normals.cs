using System.Numerics.Tensors;

namespace FhnHw.Training.Seeding;

/// <summary>
/// Standard normal numbers that follow from a key alone, so that they are the same in whatever order images are worked on. SplitMix64 (Steele,
/// Lea and Flood, OOPSLA 2014) gives uniform numbers, and the method of Box and Muller (1958) turns two of them into two normal ones.
/// </summary>
internal static class Normals
{
    // Values of a block of pairs.
    private const int Block = 256;

    // 2^-24: uniform numbers have the 24 bits of a float's significand. The largest normal number is then √(48 ln 2) = 5.8.
    private const float Unit = 1f / (1 << 24);

    /// <summary>The key of a purpose and of what it is for.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="parts">Layer, epoch, image ...; other parts give other numbers.</param>
    public static ulong Key(int seed, SeedPurpose purpose, params ReadOnlySpan<long> parts)
    {
        var key = Key(Mix((ulong)purpose), seed);
        foreach (var part in parts)
        {
            key = Key(key, part);
        }

        return key;
    }

    /// <summary>The key of a part of what another key is for.</summary>
    public static ulong Key(ulong key, long part) => unchecked(Mix(key + Mix((ulong)part)));

    /// <summary>Fills values with a key's normal numbers: mean 0, deviation 1.</summary>
    public static void Fill(ulong key, Span<float> values)
    {
        Span<float> radius = stackalloc float[Block], sine = stackalloc float[Block], cosine = stackalloc float[Block];
        for (var done = 0; done < values.Length; done += 2 * Block)
        {
            var block = values[done..Math.Min(values.Length, done + (2 * Block))];
            var pairs = (block.Length + 1) / 2;
            for (var i = 0; i < pairs; i++)
            {
                var bits = Next(ref key);
                radius[i] = ((bits >> 40) + 1) * Unit; // in (0, 1]
                sine[i] = ((bits >> 16) & 0xFFFFFF) * Unit * MathF.Tau;
            }

            var used = radius[..pairs];
            TensorPrimitives.Log(used, used);
            TensorPrimitives.Multiply(used, -2, used);
            TensorPrimitives.Sqrt(used, used);
            TensorPrimitives.SinCos(sine[..pairs], sine, cosine);
            TensorPrimitives.Multiply(used, cosine[..pairs], block);
            TensorPrimitives.Multiply(used[..(block.Length - pairs)], sine[..(block.Length - pairs)], block[pairs..]);
        }
    }

    private static ulong Next(ref ulong state) => Mix(state = unchecked(state + 0x9E3779B97F4A7C15));

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
