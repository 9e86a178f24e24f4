namespace FhnHw.Host.Experiments.Compare;

/// <summary>How far the shape of spikes is from that of others, whatever their period and where they begin.</summary>
internal static class PhaseAlignment
{
    /// <summary>Phases of a cycle.</summary>
    public const int Points = 512;

    /// <summary>The mean cycle, <see cref="Points"/> values of x.</summary>
    public static double[] MeanCycle(SpikeTrain spikes)
    {
        var mean = new double[Points];
        var count = spikes.Moments.Length - 1;
        for (var cycle = 0; cycle < count; cycle++)
        {
            var values = spikes.Cycle(cycle, Points);
            for (var p = 0; p < Points; p++)
            {
                mean[p] += values[p] / count;
            }
        }

        return mean;
    }

    /// <summary>
    /// Root mean square of x minus the reference over all phases of all cycles, units of x, at the one shift of phase that makes it
    /// least. Each cycle counts by itself, so one that differs from the next shows.
    /// </summary>
    /// <param name="spikes">The spikes.</param>
    /// <param name="reference">A cycle of the reference, <see cref="Points"/> values.</param>
    public static double Error(SpikeTrain spikes, double[] reference)
    {
        var count = spikes.Moments.Length - 1;
        var mean = MeanCycle(spikes);
        var squares = Enumerable.Range(0, count).Average(cycle => Square(spikes.Cycle(cycle, Points))) + Square(reference);
        var product = Enumerable.Range(0, Points).Max(shift => Product(mean, reference, shift));
        return Math.Sqrt(Math.Max(0, squares - (2 * product)));
    }

    private static double Square(double[] values) => values.Average(value => value * value);

    private static double Product(double[] values, double[] reference, int shift)
    {
        var sum = 0.0;
        for (var p = 0; p < Points; p++)
        {
            sum += values[p] * reference[(p + shift) % Points];
        }

        return sum / Points;
    }
}
