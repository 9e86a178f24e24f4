using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>The orbit of one cell.</summary>
/// <param name="Current">a + I, constant.</param>
/// <param name="Spikes">True where it goes round the limit cycle, false where it comes to rest.</param>
/// <param name="Balanced">True where y was rebuilt exactly, in integers, and agreed with the y that the array read out at the end.</param>
/// <param name="Time">Time units.</param>
/// <param name="X">x.</param>
/// <param name="Y">y.</param>
internal sealed record Orbit(double Current, bool Spikes, bool Balanced, double[] Time, double[] X, double[] Y);

/// <summary>Figure 2 of the paper: orbits in the plane of x and y, for currents that let the cell spike or rest.</summary>
internal static class PhasePlane
{
    private const double Length = 12;

    private static readonly double[] Currents = [0, -0.5, 1.1];

    /// <summary>Runs the cells from their start and follows them.</summary>
    public static Orbit[] Run(PaperContext context)
    {
        var format = new CellFormat();
        var settings = new ArraySettings(
            format, new CellParameters(), CurrentCodes.Of(Currents), Window.OfTime(format, 0, Length, 1));
        using var array = context.Create(settings);
        var response = array.Run(new(settings.Codes.AllCodes(), Features.Trace | Features.Mean));
        return [.. Currents.Select((current, run) => Follow(response, run, current, settings))];
    }

    private static Orbit Follow(Response response, int run, double current, ArraySettings settings)
    {
        var x = Enumerable.Range(0, response.Trace!.Samples).Select(m => response.Trace[m, run]).ToArray();
        var time = x.Select((_, m) => m * settings.Format.Dt).ToArray();
        var drive = settings.Parameters.A + current;
        var (y, balanced) = response.Trace.Words is { } words
            ? Exact(words, response.Runs, run, current, settings, response.Ends)
            : (Integrated(x, drive, settings), false);
        var late = x[(x.Length / 2)..];
        return new Orbit(drive, late.Max() - late.Min() > 1, balanced, time, x, y);
    }

    // Y gains (X << e) + S a step, with nothing rounded: Y at every step follows from Y0 and the trace of X.
    private static (double[] Y, bool Balanced) Exact(TraceWords words, int runs, int run, double current, ArraySettings settings, WindowEnds[]? ends)
    {
        var (format, constants) = (settings.Format, settings.Constants);
        var drive = constants.InputWord(current);
        var unit = CellConstants.Sqrt3 / (1L << format.YFraction);
        var y = new double[words.Length / runs];
        var Y = constants.Y0;
        for (var m = 0; m < y.Length; m++)
        {
            y[m] = Y * unit;
            Y += ((long)words[(m * runs) + run] << format.CurrentExtraBits) + drive;
        }

        return (y, ends is not null && ends[run].First == constants.Y0 && ends[run].Last == Y);
    }

    // y' = x + a + I by the trapezoid rule.
    private static double[] Integrated(double[] x, double drive, ArraySettings settings)
    {
        var y = new double[x.Length];
        y[0] = settings.Parameters.Y0;
        for (var m = 1; m < y.Length; m++)
        {
            y[m] = y[m - 1] + (settings.Format.Dt * (((x[m - 1] + x[m]) / 2) + drive));
        }

        return y;
    }
}
