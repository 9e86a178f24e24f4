using System.Globalization;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Results;

/// <summary>What <c>trace</c> tells people: a few numbers, and a plot of the first spikes.</summary>
internal static class TraceText
{
    private const double PeriodsPlotted = 5, TimePlottedAtRest = 10;

    // A cell at rest stays on one side of 0, or near it.
    private const double LeastSwing = 0.5;

    // Time units between samples above which a spike can fall between two of them.
    private const double CoarsestInterval = 0.25;

    /// <summary>Writes it.</summary>
    public static void Write(TraceResult trace, Screen screen)
    {
        var text = screen.Text;
        var wave = trace.Waveform;
        text.WriteLine($"device    {trace.Device}, {trace.Arithmetic}");
        if (trace.Provenance.Devices[0].Cells is var cells and not "ideal")
        {
            text.WriteLine($"cell      {trace.Cell} of {cells}");
        }

        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"current   I = {trace.Current}, {Samples(trace)}"));
        text.WriteLine(Rhythm(trace));
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"x         mean {trace.MeanX:0.0000}, from {wave.Min:0.000} to {wave.Max:0.000}"));
        if (trace.Saturated)
        {
            text.WriteLine("warning   x saturated; take a finer --dt-exponent or a smaller current");
        }

        text.WriteLine();
        Plot(trace, screen);
    }

    private static string Samples(TraceResult trace) => trace.X.Length == 1
        ? string.Create(CultureInfo.InvariantCulture, $"1 sample, at t = {trace.T[0]}")
        : string.Create(CultureInfo.InvariantCulture,
            $"{trace.X.Length} samples, {(trace.Stride == 1 ? "one a step" : $"one in {trace.Stride} steps")}, "
            + $"from t = {trace.T[0]} to {trace.T[^1]}");

    private static string Rhythm(TraceResult trace) => trace.Waveform.Period switch
    {
        _ when trace.Dt * trace.Stride > CoarsestInterval => "spikes    cannot be told from samples this far apart; take a smaller --stride",
        { } period => string.Create(CultureInfo.InvariantCulture,
            $"spikes    period {period:0.000} time units, positive {100 * trace.Waveform.Duty:0.0} % of the time"),
        null when trace.Waveform is { Min: < -LeastSwing, Max: > LeastSwing } => "spikes    fewer than two in the window; take a longer --record",
        null => "rest      no spikes in the window",
    };

    private static void Plot(TraceResult trace, Screen screen)
    {
        var interval = trace.Dt * trace.Stride;
        var time = PeriodsPlotted * trace.Waveform.Period ?? TimePlottedAtRest;
        var samples = (int)Math.Clamp(time / interval, Math.Min(2, trace.X.Length), trace.X.Length);
        foreach (var line in TextPlot.Draw(trace.X[..samples], trace.T[0], interval, screen.Width))
        {
            screen.Text.WriteLine(line.TrimEnd());
        }
    }
}
