using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>A stretch of x over time.</summary>
/// <param name="Name">The format.</param>
/// <param name="Time">Time units.</param>
/// <param name="X">x.</param>
internal sealed record SpikeShape(string Name, double[] Time, double[] X)
{
    /// <summary>The current at which the stretches are taken.</summary>
    public const double Current = -0.5;

    private const double Length = 16;
    private const int StepsAPoint = 4;

    /// <summary>Formats whose spikes are shown.</summary>
    public static IReadOnlyList<ComparedFormat> Formats { get; } =
    [
        ComparedFormat.Reference, ComparedFormat.Fixed(16, 0), ComparedFormat.Fixed(8, 6), ComparedFormat.Fixed(4, 6), ComparedFormat.Fixed(3, 3),
    ];

    /// <summary>Takes the stretch that begins with the first spike of the window, or with the window where there is none.</summary>
    public static SpikeShape Take(CompareContext context, ComparedFormat format)
    {
        using var array = context.ForTraces(format, [Current], 3 * Length);
        var trace = array.Run(new([0], Features.Trace)).Trace!;
        double[] x = [.. Enumerable.Range(0, trace.Samples).Select(m => trace[m, 0])];
        var dt = array.Settings.Format.Dt;
        var first = new SpikeTrain(x, dt).Moments.Select(moment => (int)moment).FirstOrDefault();
        var every = Math.Max(1, StepsAPoint << Math.Max(0, format.DtExponent - 8));
        int[] steps = [.. Enumerable.Range(0, (int)(Length / dt / every)).Select(n => n * every)];
        return new SpikeShape(format.ToString(), [.. steps.Select(n => n * dt)], [.. steps.Select(n => x[first + n])]);
    }
}
