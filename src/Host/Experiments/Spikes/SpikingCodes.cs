using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Experiments.Spikes;

/// <summary>
/// The share of the current codes at which cells of a format spike, among those at which the model does: a drive a + I between -1 and 1. Words of few
/// bits may stay at rest there: with e = 0 a cell of 3 bits does at every code.
/// </summary>
/// <remarks>
/// It is the column "spikes %" of <c>compare</c>: 255 codes from -1 to 1, and a code spikes where x comes below -<see cref="Branch"/> and above it
/// within the window. Ideal cells of the cpu array are asked, whatever the device is: they are bit-exact with it, and it takes some milliseconds.
/// </remarks>
internal static class SpikingCodes
{
    /// <summary>How far from zero the branches begin, units of x; they lie beyond 0.8 in every format.</summary>
    public const double Branch = 0.5;

    /// <summary>Below this share, percent, cells are said to hardly spike.</summary>
    public const double Few = 25;

    // Time units: the longest period of all formats is about 8, and from the start all have come to rest or to the limit cycle long before 50.
    private const double Transient = 50, Record = 50;
    private const int Bits = 8, SamplesAUnit = 16;

    /// <summary>The share, percent.</summary>
    /// <param name="format">Word lengths and time step.</param>
    /// <param name="parameters">The cell; its offset a does not matter, since drives from -1 to 1 are tried.</param>
    public static double Share(CellFormat format, CellParameters parameters)
    {
        var codes = CurrentCodes.OfBits(Bits);
        var window = Window.OfTime(format, Transient, Record, Math.Max(1, (1 << format.DtExponent) / SamplesAUnit));
        using var array = new CpuArray(new ArraySettings(format, new CellParameters(parameters.Eps, 0, parameters.X0, parameters.Y0), codes, window));
        var trace = array.Run(new RunRequest([.. Enumerable.Range(0, codes.Count).Select(code => (ushort)code)], Features.Trace)).Trace!;
        return Share(trace, [.. codes.Currents]);
    }

    /// <summary>The share of the runs of a trace that spike, percent, among those with a drive between -1 and 1.</summary>
    /// <param name="trace">A run for each drive.</param>
    /// <param name="drives">a + I of each.</param>
    public static double Share(Trace trace, double[] drives)
    {
        var inside = Enumerable.Range(0, drives.Length).Where(run => Math.Abs(drives[run]) < 1).ToArray();
        return 100.0 * inside.Count(run => Spikes(trace, run)) / inside.Length;
    }

    private static bool Spikes(Trace trace, int run)
    {
        var (low, high) = (false, false);
        for (var m = 0; m < trace.Samples && !(low && high); m++)
        {
            low |= trace[m, run] <= -Branch;
            high |= trace[m, run] >= Branch;
        }

        return low && high;
    }
}
