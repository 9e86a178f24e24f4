using System.Numerics;

namespace FhnHw.Kernels.Noise;

/// <summary>
/// The noise of one run: a 16-bit xorshift generator on two words (u, v), of period 2^32 - 1. It moves once in 8 steps; each step takes
/// two bits of v, one for the sign of the noise on X and one for that on Y.
/// </summary>
/// <remarks>
/// The shifts 5, 3, 1 are a full-period triple of Marsaglia's form (Journal of Statistical Software 8, 2003); the tests compute the order of
/// its matrix. Noise of two points, ±A, has the law of Gaussian increments in the limit: the simplified weak Euler scheme of
/// Kloeden and Platen (Numerical Solution of Stochastic Differential Equations, 1992, section 14.1).
/// </remarks>
public struct NoiseGenerator : IEquatable<NoiseGenerator>
{
    /// <summary>Steps that one move of the generator serves.</summary>
    public const int StepsOfMove = 8;

    /// <summary>
    /// For a fall of 1/2, 1/4, ... 1/64 a step: the largest sum of (sign on Y - fall) over any steps, for either sign, and the generator
    /// before the first of these steps. <c>dotnet run -c Release --project tools/Generate -- --lifts</c> finds them.
    /// </summary>
    public static IReadOnlyList<(double Lift, uint Start)> Lifts { get; } =
    [
        (22.5, 0xDC7181A5), (51, 0xCDBD4E20), (87.875, 0x0B4935C3), (167.5625, 0x613CD108), (357.03125, 0xE0932377), (708.265625, 0xE0932377),
    ];

    /// <summary>Starts a generator.</summary>
    /// <param name="seed">u in its lower half and v in its upper; 0, from which the generator would not move, stands for 1.</param>
    public NoiseGenerator(uint seed)
    {
        seed = seed == 0 ? 1 : seed;
        (U, V) = ((ushort)(seed & 0xFFFF), (ushort)(seed >> 16));
    }

    /// <summary>A generator in the state of two words, not both 0.</summary>
    public NoiseGenerator(ushort u, ushort v) => (U, V) = (u, v);

    /// <summary>u.</summary>
    public ushort U { get; private set; }

    /// <summary>v, whose bits are the signs.</summary>
    public ushort V { get; private set; }

    /// <summary>Moves on: t = u ^ (u &lt;&lt; 5); u = v; v = (v ^ (v >> 1)) ^ (t ^ (t >> 3)), all in 16 bits.</summary>
    public void Move()
    {
        var t = (U ^ (U << 5)) & 0xFFFF;
        U = V;
        V = (ushort)(V ^ (V >> 1) ^ t ^ (t >> 3));
    }

    /// <summary>The signs of a step's noise, each +1 or -1. Steps must be asked for in order from the run's first.</summary>
    /// <param name="step">n, counted from the run's first step; with stateful cells from the first step of the first run.</param>
    public (int X, int Y) Signs(long step)
    {
        var j = (int)(step % StepsOfMove);
        if (j == 0)
        {
            Move();
        }

        return (((V >> (2 * j)) & 1) != 0 ? 1 : -1, ((V >> (2 * j + 1)) & 1) != 0 ? 1 : -1);
    }

    /// <summary>Moves through some steps and adds up their signs on Y: what noise adds to Y, in units of A_y · 2^J.</summary>
    /// <param name="first">n of the first of them; all before it have been asked for.</param>
    /// <param name="steps">How many.</param>
    public long SumY(long first, long steps)
    {
        const int signsOnY = 0xAAAA;
        var (sum, end) = (0L, first + steps);
        for (var n = first; n < end;)
        {
            var j = (int)(n % StepsOfMove);
            if (j == 0)
            {
                Move();
            }

            var count = (int)Math.Min(StepsOfMove - j, end - n);
            var plus = BitOperations.PopCount((uint)((V >> (2 * j)) & signsOnY & ((1 << (2 * count)) - 1)));
            sum += (2 * plus) - count;
            n += count;
        }

        return sum;
    }

    /// <summary>
    /// How far the noise can raise Y against a steady fall: the largest sum of (sign - fall) over any steps of any run, for either sign.
    /// Found by going through the generator's whole period; the fall is rounded down to a power of two.
    /// </summary>
    /// <param name="fall">The fall in a step, as a share of the noise's amplitude; 1/64 or more.</param>
    /// <returns>Amplitudes; infinity for a smaller fall.</returns>
    internal static double LargestLift(double fall) => fall switch
    {
        >= 1 => 0,
        < 1.0 / 64 => double.PositiveInfinity,
        _ => Lifts[(int)Math.Floor(-Math.Log2(fall) - 1e-12)].Lift,
    };

    /// <inheritdoc/>
    public readonly bool Equals(NoiseGenerator other) => (U, V) == (other.U, other.V);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is NoiseGenerator other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => (V << 16) | U;

    /// <summary>Equal words.</summary>
    public static bool operator ==(NoiseGenerator left, NoiseGenerator right) => left.Equals(right);

    /// <summary>Other words.</summary>
    public static bool operator !=(NoiseGenerator left, NoiseGenerator right) => !left.Equals(right);
}
