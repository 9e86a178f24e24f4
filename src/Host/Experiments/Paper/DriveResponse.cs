using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>The time-mean of x against the constant drive a + I.</summary>
/// <param name="Drive">a + I.</param>
/// <param name="Mean">Time-mean of x over the window.</param>
/// <param name="Low">Smallest x in the window.</param>
/// <param name="High">Largest x in the window.</param>
/// <param name="LargestError">The largest distance of the mean from -(a+I).</param>
internal sealed record DriveResponse(double[] Drive, double[] Mean, double[] Low, double[] High, double LargestError)
{
    private const int Points = 161;
    private const double Reach = 2;

    /// <summary>Measures the curve.</summary>
    public static DriveResponse Run(PaperContext context)
    {
        var currents = Enumerable.Range(0, Points).Select(n => Reach * ((2.0 * n / (Points - 1)) - 1)).ToArray();
        var format = new CellFormat();
        var settings = new ArraySettings(
            format, new CellParameters(), CurrentCodes.Of(currents), Window.OfTime(format, stride: 4));
        using var array = context.Create(settings);
        var response = array.Run(new(settings.Codes.AllCodes(), Features.Trace | Features.Mean));
        var mean = response.MeanX!;
        return new DriveResponse(
            currents, mean, Extreme(response.Trace!, Math.Min), Extreme(response.Trace!, Math.Max),
            currents.Zip(mean, (drive, x) => Math.Abs(drive + x)).Max());
    }

    private static double[] Extreme(Trace trace, Func<double, double, double> pick) =>
        [.. Enumerable.Range(0, trace.Runs).Select(run => Enumerable.Range(0, trace.Samples).Select(m => trace[m, run]).Aggregate(pick))];
}
