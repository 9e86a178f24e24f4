using FhnHw.Kernels.Arrays;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Experiments.Calibration;

/// <summary>
/// The noise of cells from their traces at rest. Beyond |a + I| = 1 a cell rests at x = -(a + I), and the equations are nearly linear there:
/// x follows its own noise at the rate λ = (x² - 1)/eps, and that of y at the rate r = 1/(x² - 1).
/// </summary>
internal static class NoiseEstimate
{
    // Where a cell rests so far from its corner that noise does not make it spike, and not yet where drives are clipped.
    private const double LeastRest = 1.2, MostRest = 1.58;

    /// <summary>Currents at which most cells rest.</summary>
    public static double[] Currents { get; } = [-1.5, -1.35, 1.35, 1.5];

    /// <summary>
    /// Estimates both amplitudes, per root of a time unit; the median over all cells and currents that rest. A device that repeats itself has none.
    /// </summary>
    /// <param name="trials">Traces of the same runs, trial by trial; 2 or more.</param>
    /// <param name="settings">Gives eps, dt and the window.</param>
    /// <param name="step">The step of the ADC that x was read with, units of x; 0 for none.</param>
    public static (double X, double Y) Of(IReadOnlyList<Trace> trials, ArraySettings settings, double step)
    {
        var (ofX, ofY) = (new List<double>(), new List<double>());
        for (var run = 0; run < trials[0].Runs; run++)
        {
            var traces = trials.Select(trace => Column(trace, run)).ToArray();
            var rest = Math.Abs(traces.Average(trace => trace.Mean()));
            if (traces.All(trace => trace.AsSpan().SequenceEqual(traces[0])))
            {
                ofX.Add(0);
                ofY.Add(0);
                continue;
            }

            if (rest is < LeastRest or > MostRest || traces.Any(trace => trace.Maximum() - trace.Minimum() > 0.5))
            {
                continue;
            }

            // The mean of x over a window T is -(a+I) less the mean of y's noise, whose variance is sigma²/T.
            var time = settings.Window.Steps * settings.Format.Dt;
            var varianceY = traces.Select(trace => trace.Mean()).Variance() * time;
            ofY.Add(varianceY);
            ofX.Add(VarianceX(traces, rest, varianceY, settings, step));
        }

        return (Root(ofX), Root(ofY));
    }

    // Half the mean square of neighbours' differences is x's own variance, since neighbours are far apart for it; less what y moves x by meanwhile.
    private static double VarianceX(double[][] traces, double rest, double varianceY, ArraySettings settings, double step)
    {
        var (dt, eps) = (settings.Format.Dt, settings.Parameters.Eps);
        var interval = settings.Window.Stride * dt;
        var r = 1 / ((rest * rest) - 1);
        var half = traces.Average(trace => Enumerable.Range(1, trace.Length - 1).Average(m => Math.Pow(trace[m] - trace[m - 1], 2))) / 2;
        var fast = half - (varianceY * r / 2 * (1 - Math.Exp(-r * interval))) - (step * step / 12);
        var kept = 1 - (dt / (eps * r)); // of x's distance from rest, in one step of Euler
        return Math.Max(0, fast) * (1 - (kept * kept)) / dt;
    }

    private static double Root(List<double> variances) => variances.Count == 0 ? 0 : Math.Sqrt(Math.Max(0, variances.Median()));

    private static double[] Column(Trace trace, int run) => [.. Enumerable.Range(0, trace.Samples).Select(m => trace[m, run])];
}
