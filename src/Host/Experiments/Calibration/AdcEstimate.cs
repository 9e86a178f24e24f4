using FhnHw.Kernels.Arrays;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Experiments.Calibration;

/// <summary>The ADC that x is read with, from the values that traces hold.</summary>
/// <param name="Bits">Bits that reach over the values; 0 for none.</param>
/// <param name="Range">Its range, units of x.</param>
/// <param name="Step">Its step, units of x; 0 for none.</param>
internal sealed record AdcEstimate(int Bits, double Range, double Step)
{
    // Steps of fewer LSBs of X are no ADC's that could be told from the word itself.
    private const double LeastStep = 3;

    /// <summary>Looks at the steps between the values.</summary>
    /// <param name="trace">Traces of cells that spike, so that x passes everywhere.</param>
    /// <param name="lsb">One LSB of X, units of x.</param>
    public static AdcEstimate Of(Trace trace, double lsb)
    {
        var values = new SortedSet<double>();
        for (var n = 0; n < trace.Samples * trace.Runs; n++)
        {
            values.Add(trace[n / trace.Runs, n % trace.Runs]);
        }

        double[] steps = [.. values.Zip(values.Skip(1), (low, high) => high - low)];
        var step = steps.Length == 0 ? 0 : steps.Median();
        if (step < LeastStep * lsb)
        {
            return new AdcEstimate(0, 0, 0);
        }

        // Values lie at (q + 1/2) steps; the middle of many steps is finer than one.
        var largest = values.Max(Math.Abs);
        var fine = steps.Where(one => one < 1.5 * step).Average();
        var bits = (int)Math.Clamp(Math.Ceiling(Math.Log2((largest / fine) + 0.4)) + 1, 1, 16);
        return new AdcEstimate(bits, fine * (1 << (bits - 1)), fine);
    }
}
