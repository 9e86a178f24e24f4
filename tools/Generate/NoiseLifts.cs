using FhnHw.Kernels.Noise;

namespace FhnHw.Generate;

/// <summary>
/// Goes through the noise generator's whole period, 2^32 - 1 moves of 8 steps, for the largest sum of (sign - fall) over any steps:
/// the numbers of <see cref="NoiseGenerator.Lifts"/>. A minute or two for each fall.
/// </summary>
internal sealed class NoiseLifts
{
    private const int Unit = 64; // sums are whole numbers of 1/64

    // By v: the sum of all 8 terms, the best sum of the first ones, and of the last ones.
    private readonly int[] _sum = new int[1 << 16], _first = new int[1 << 16], _last = new int[1 << 16];

    private NoiseLifts(int fall, int side)
    {
        for (var v = 0; v < _sum.Length; v++)
        {
            var terms = Enumerable.Range(0, NoiseGenerator.StepsOfMove)
                .Select(j => (side * Unit * ((((v >> (2 * j + 1)) & 1) * 2) - 1)) - fall).ToArray();
            _sum[v] = terms.Sum();
            _first[v] = Enumerable.Range(1, terms.Length).Max(count => terms.Take(count).Sum());
            _last[v] = Enumerable.Range(0, terms.Length).Max(skip => terms.Skip(skip).Sum());
        }
    }

    /// <summary>Prints the largest lift for each fall and where it begins.</summary>
    public static void Print()
    {
        for (var fall = Unit / 2; fall >= 1; fall /= 2)
        {
            var (up, down) = (new NoiseLifts(fall, 1).Largest(), new NoiseLifts(fall, -1).Largest());
            var (lift, start) = up.Lift >= down.Lift ? up : down;
            Console.WriteLine(FormattableString.Invariant($"fall {fall}/{Unit}: {(double)lift / Unit:0.####}, from 0x{start:X8}"));
        }
    }

    // Kadane's search for the largest sum of neighbours, a move at a time; a little more than one round, for sums across its seam.
    private (int Lift, uint Start) Largest()
    {
        var noise = new NoiseGenerator(1);
        var (here, best, start, bestStart) = (0, 0, 1u, 1u);
        for (var n = 0L; n < uint.MaxValue + 100_000L; n++)
        {
            var state = noise.U | ((uint)noise.V << 16);
            noise.Move();
            if (here + _first[noise.V] > best)
            {
                (best, bestStart) = (here + _first[noise.V], start);
            }

            var (goOn, anew) = (here + _sum[noise.V], _last[noise.V]);
            (here, start) = goOn > anew ? (goOn, start) : (anew, state);
            if (here < 0)
            {
                (here, start) = (0, noise.U | ((uint)noise.V << 16));
            }
        }

        return (best, bestStart);
    }
}
