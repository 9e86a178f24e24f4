using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>How well the mean of x over a window tells the current, by the window's length.</summary>
/// <param name="Name">The format.</param>
/// <param name="Lengths">Window lengths, time units.</param>
/// <param name="Errors">Root mean square of the mean minus -I over many windows and currents.</param>
internal sealed record MeanCourse(string Name, double[] Lengths, double[] Errors)
{
    private const int CurrentCount = 31;
    private const double Longest = 512;

    /// <summary>Formats that tell the difference that extra bits make.</summary>
    public static IReadOnlyList<ComparedFormat> Formats { get; } =
    [
        ComparedFormat.Fixed(3, 0), ComparedFormat.Fixed(3, 3), ComparedFormat.Fixed(3, 6), ComparedFormat.Fixed(6, 0), ComparedFormat.Fixed(16, 0),
        ComparedFormat.Reference,
    ];

    /// <summary>Measures a format.</summary>
    public static MeanCourse Run(CompareContext context, ComparedFormat format)
    {
        using var array = context.ForTraces(format, Currents(), Longest);
        var trace = array.Run(new(array.Settings.Codes.AllCodes(), Features.Trace)).Trace!;
        double[][] sums = [.. Enumerable.Range(0, CurrentCount).Select(run => Sums(trace, run))];
        var currents = array.Settings.Codes.Currents.ToArray();
        int[] steps = [.. Enumerable.Range(0, 13).Select(octave => (1 << format.DtExponent) / 16 << octave)];
        return new MeanCourse(
            format.ToString(), [.. steps.Select(length => length * array.Settings.Format.Dt)],
            [.. steps.Select(length => Math.Sqrt(Enumerable.Range(0, CurrentCount).Average(run => Square(sums[run], length, currents[run]))))]);
    }

    // Currents that are no multiples of anything: the golden section spaces them evenly.
    private static double[] Currents() =>
        [.. Enumerable.Range(1, CurrentCount).Select(n => 0.95 * ((2 * (n * 0.6180339887498949 % 1)) - 1))];

    // sums[n] is the sum of the first n samples.
    private static double[] Sums(Trace trace, int run)
    {
        var sums = new double[trace.Samples + 1];
        for (var m = 0; m < trace.Samples; m++)
        {
            sums[m + 1] = sums[m] + trace[m, run];
        }

        return sums;
    }

    // Windows that begin anywhere in the record.
    private static double Square(double[] sums, int length, double current)
    {
        const int Starts = 97;
        var last = sums.Length - 1 - length;
        return Enumerable.Range(0, Starts).Average(start =>
        {
            var first = (int)((long)last * start / (Starts - 1));
            return Math.Pow(((sums[first + length] - sums[first]) / length) + current, 2);
        });
    }
}
