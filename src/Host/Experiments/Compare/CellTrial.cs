using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>What a cell does at one current.</summary>
/// <param name="Current">I; a is 0.</param>
/// <param name="Spikes">True where it goes round, false where it rests.</param>
/// <param name="Period">Time units; NaN where it rests.</param>
/// <param name="Jitter">Standard deviation of the time from spike to spike, time units.</param>
/// <param name="Duty">Share of the time with x ≥ 0, percent.</param>
/// <param name="Mean">Mean of x over the window.</param>
/// <param name="TraceError">Root mean square against the reference after alignment of phases, units of x; NaN where either rests.</param>
internal sealed record CellPoint(double Current, bool Spikes, double Period, double Jitter, double Duty, double Mean, double TraceError);

/// <summary>Single cells of a format at a few currents.</summary>
internal static class CellTrial
{
    /// <summary>The currents, all within the range where the equations spike.</summary>
    public static double[] Currents { get; } = [-0.8, -0.5, -0.2, 0, 0.2, 0.5, 0.8];

    /// <summary>The spikes at each current.</summary>
    public static SpikeTrain[] Spikes(CompareContext context, ComparedFormat format, out double[] means)
    {
        using var array = context.ForTraces(format, Currents);
        var response = array.Run(new(array.Settings.Codes.AllCodes(), Features.Trace | Features.Mean));
        means = response.MeanX!;
        var trace = response.Trace!;
        return [.. Currents.Select((_, run) =>
            new SpikeTrain([.. Enumerable.Range(0, trace.Samples).Select(m => trace[m, run])], array.Settings.Format.Dt))];
    }

    /// <summary>Measures a format against the mean cycles of the reference.</summary>
    /// <param name="context">Makes the arrays.</param>
    /// <param name="format">The format.</param>
    /// <param name="reference">A cycle of the reference at each current.</param>
    public static CellPoint[] Run(CompareContext context, ComparedFormat format, double[][] reference)
    {
        var trains = Spikes(context, format, out var means);
        return [.. trains.Select((train, run) => new CellPoint(
            Currents[run], train.Spikes, train.Period, train.Jitter, train.Duty, means[run],
            train.Spikes ? PhaseAlignment.Error(train, reference[run]) : double.NaN))];
    }
}
