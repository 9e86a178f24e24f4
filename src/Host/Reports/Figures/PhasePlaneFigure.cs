using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Figure 2 of the paper: nullclines, and the orbits of cells that spike or rest.</summary>
internal static class PhasePlaneFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(Orbit[] orbits)
    {
        var plot = FigurePlot.Make("x (no unit)", "y (no unit)");
        var x = Enumerable.Range(0, 221).Select(n => (n / 50.0) - 2.2).ToArray();
        FigurePlot.Line(plot, x, [.. x.Select(v => v - (v * v * v / 3))], FigurePlot.Quiet, "x' = 0: y = x - x³/3", 1.5f, LinePattern.Dashed);
        for (var i = 0; i < orbits.Length; i++)
        {
            Add(plot, orbits[i], FigurePlot.Series(i));
        }

        plot.Axes.SetLimits(-2.4, 2.4, -1.25, 1.25);
        FigurePlot.LegendBelow(plot);
        return new Figure("figure-2-phase-plane", "Figure 2: orbits in the phase plane", Caption(orbits), plot, 460);
    }

    private static void Add(Plot plot, Orbit orbit, Color colour)
    {
        var legend = FormattableString.Invariant($"a + I = {orbit.Current}: {(orbit.Spikes ? "spikes" : "rests")}");
        FigurePlot.Line(plot, orbit.X, orbit.Y, colour, legend);
        if (!orbit.Spikes)
        {
            // Before the dotted line: ScottPlot leaves its dots on the brush of what comes next, and Skia complains.
            plot.Add.Marker(orbit.X[^1], orbit.Y[^1], MarkerShape.FilledCircle, 9, colour);
        }

        plot.Add.VerticalLine(-orbit.Current, 1.5f, colour, LinePattern.Dotted);
    }

    private static string Caption(Orbit[] orbits) =>
        $"{Paragraphs.Paper.Say("figure-2-phase-plane")} "
        + (orbits.All(orbit => orbit.Balanced) ? Paragraphs.Paper.Say("y-exact") : Paragraphs.Paper.Say("y-integral"));
}
