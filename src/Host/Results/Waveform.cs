namespace FhnHw.Host.Results;

/// <summary>What a trace of one cell looks like in a few numbers.</summary>
/// <param name="Min">The smallest sample.</param>
/// <param name="Max">The largest sample.</param>
/// <param name="Period">Time units from one spike to the next, or null where x does not spike.</param>
/// <param name="Duty">The part of the samples at which x is positive, 0 to 1.</param>
internal sealed record Waveform(double Min, double Max, double? Period, double Duty)
{
    /// <summary>Measures a trace.</summary>
    /// <param name="x">Samples, at least one.</param>
    /// <param name="interval">Time units from one sample to the next.</param>
    public static Waveform Of(double[] x, double interval)
    {
        var rises = Rises(x);
        double? period = rises.Count > 1 ? (rises[^1] - rises[0]) / (rises.Count - 1) * interval : null;
        return new Waveform(x.Min(), x.Max(), period, x.Count(value => value > 0) / (double)x.Length);
    }

    // Where x passes zero upwards, in samples, by a straight line between the two beside it.
    private static List<double> Rises(double[] x)
    {
        var rises = new List<double>();
        for (var i = 1; i < x.Length; i++)
        {
            if (x[i - 1] < 0 && x[i] >= 0)
            {
                rises.Add(i - (x[i] / (x[i] - x[i - 1])));
            }
        }

        return rises;
    }
}
