using FhnHw.Host.Experiments.Spikes;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>The spikes in samples of x: where x passes zero upwards on its way from one branch to the other.</summary>
/// <remarks>
/// A spike counts where x comes from below -<see cref="Branch"/> and reaches <see cref="Branch"/>; its moment is the last passage of zero
/// before that, by linear interpolation. A narrow word that trembles around zero so makes one spike and not several.
/// </remarks>
internal sealed class SpikeTrain
{
    /// <summary>How far from zero the branches begin, units of x; they lie beyond 0.8 in every format.</summary>
    public const double Branch = SpikingCodes.Branch;

    // Two whole cycles.
    private const int Fewest = 3;

    private readonly double[] _x;
    private readonly double _dt;

    /// <summary>Finds the spikes.</summary>
    /// <param name="x">x at every step.</param>
    /// <param name="dt">Time units from one to the next.</param>
    public SpikeTrain(double[] x, double dt)
    {
        (_x, _dt) = (x, dt);
        Moments = [.. Find(x)];
    }

    /// <summary>Moments of the spikes, steps after the first sample, in order.</summary>
    public double[] Moments { get; }

    /// <summary>True where the cell goes round: at least two whole cycles were seen.</summary>
    public bool Spikes => Moments.Length >= Fewest;

    /// <summary>Mean time from spike to spike, time units; NaN where it does not spike.</summary>
    public double Period => Spikes ? (Moments[^1] - Moments[0]) / (Moments.Length - 1) * _dt : double.NaN;

    /// <summary>Standard deviation of the time from spike to spike, time units; NaN where it does not spike.</summary>
    public double Jitter
    {
        get
        {
            if (!Spikes)
            {
                return double.NaN;
            }

            var mean = Period;
            return Math.Sqrt(Moments.Zip(Moments.Skip(1), (from, to) => Math.Pow(((to - from) * _dt) - mean, 2)).Average());
        }
    }

    /// <summary>Share of the time with x ≥ 0, percent, over whole cycles; NaN where it does not spike.</summary>
    public double Duty
    {
        get
        {
            if (!Spikes)
            {
                return double.NaN;
            }

            var (above, cycles) = (0, 0);
            for (var n = (int)Math.Ceiling(Moments[0]); n < Moments[^1]; n++)
            {
                above += _x[n] >= 0 ? 1 : 0;
                cycles++;
            }

            return 100.0 * above / cycles;
        }
    }

    /// <summary>One cycle of x at equally spaced phases, from a spike to the next, by linear interpolation.</summary>
    /// <param name="cycle">From 0.</param>
    /// <param name="points">How many phases.</param>
    public double[] Cycle(int cycle, int points)
    {
        var (from, to) = (Moments[cycle], Moments[cycle + 1]);
        var values = new double[points];
        for (var p = 0; p < points; p++)
        {
            var at = from + ((to - from) * p / points);
            var n = (int)at;
            values[p] = _x[n] + ((at - n) * (_x[n + 1] - _x[n]));
        }

        return values;
    }

    private static IEnumerable<double> Find(double[] x)
    {
        var (low, moment) = (false, double.NaN);
        for (var n = 0; n < x.Length; n++)
        {
            if (x[n] <= -Branch)
            {
                (low, moment) = (true, double.NaN);
            }

            if (low && n > 0 && x[n - 1] < 0 && x[n] >= 0)
            {
                moment = n - (x[n] / (x[n] - x[n - 1]));
            }

            if (low && x[n] >= Branch)
            {
                low = false;
                yield return moment;
            }
        }
    }
}
