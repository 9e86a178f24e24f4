using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Shown;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>Plots of what cells and outputs do over time, and of the cells' response curves.</summary>
internal static class CellFigures
{
    // Time units of the window that traces show: longer ones turn into bands.
    private const double Shown = 12;
    private const int CoursePoints = 200;

    /// <summary>x of some cells over time.</summary>
    /// <param name="view">What the cells do.</param>
    /// <param name="image">Which of its images.</param>
    /// <param name="words">Which image that is.</param>
    public static IFigure DrawTraces(NeuronView view, int image, string words)
    {
        var plot = FigurePlot.Make("time (time units)", "x (no unit)");
        var count = Count(view);
        var currents = ToldApart.InWords([.. view.Cells.Select(cell => view.Currents[(image * view.CellCount) + cell])]);
        foreach (var (n, cell) in view.Cells.Index())
        {
            FigurePlot.Line(plot, view.Time[..count], Doubles(view.Trace(image, n)[..count]), FigurePlot.Series(n), $"cell {cell}, I = {currents[n]}", 1.5f);
        }

        FigurePlot.LegendBelow(plot);
        return new Figure($"traces-{view.Images[image]}", $"Traces: {words}", Paragraphs.Training.Say("traces"), plot, 400) { HasPng = false };
    }

    /// <summary>The outputs of the classes over time.</summary>
    /// <param name="view">What the cells do.</param>
    /// <param name="image">Which of its images.</param>
    /// <param name="label">The true class.</param>
    /// <param name="vote">The class by vote.</param>
    /// <param name="words">Which image that is.</param>
    /// <param name="names">What the classes are called, or null.</param>
    public static IFigure DrawOutputs(NeuronView view, int image, int label, int vote, string words, IReadOnlyList<string>? names)
    {
        var plot = FigurePlot.Make("time (time units)", "output (no unit)");
        var count = Count(view);
        foreach (var name in Classes(view, image))
        {
            FigurePlot.Line(
                plot, view.Time[..count], Doubles(view.Output(image, name)[..count]), FigurePlot.Series(name), Name(name, label, vote, names),
                name == label || name == vote ? 2.5f : 1);
        }

        FigurePlot.LegendBelow(plot);
        return new Figure($"outputs-{view.Images[image]}", $"Outputs over time: {words}", Paragraphs.Training.Say("outputs"), plot, 400) { HasPng = false };
    }

    /// <summary>Share of the time so far at which each class has had the largest output.</summary>
    /// <inheritdoc cref="DrawOutputs"/>
    public static IFigure DrawVote(NeuronView view, int image, int label, int vote, string words, IReadOnlyList<string>? names)
    {
        var plot = FigurePlot.Make("time (time units)", "share of the votes so far (%)");
        var shares = Shares(view, image);
        var every = ((view.Time.Length - 1) / CoursePoints) + 1;
        int[] times = [.. Enumerable.Range(0, view.Time.Length).Where(m => m % every == 0 || m == view.Time.Length - 1)];
        foreach (var name in Classes(view, image).Where(name => shares[name].Max() > 0))
        {
            FigurePlot.Line(
                plot, [.. times.Select(m => view.Time[m])], [.. times.Select(m => shares[name][m])], FigurePlot.Series(name), Name(name, label, vote, names),
                name == label || name == vote ? 2.5f : 1);
        }

        plot.Axes.SetLimitsY(0, 102);
        FigurePlot.LegendBelow(plot);
        return new Figure($"vote-{view.Images[image]}", $"How the vote builds up: {words}", Paragraphs.Training.Say("vote-course"), plot, 400)
        {
            HasPng = false,
        };
    }

    /// <summary>The response curve of each cell.</summary>
    /// <param name="view">What the cells do.</param>
    /// <param name="atRest">True for cells that hardly spike.</param>
    public static IFigure DrawResponses(NeuronView view, bool atRest = false)
    {
        var plot = FigurePlot.Make("current I (no unit)", "time-mean of g(x) (no unit)");
        var cells = view.Responses.Length / view.ResponseCurrents.Length;
        for (var cell = 0; cell < cells; cell++)
        {
            double[] curve = [.. Enumerable.Range(0, view.ResponseCurrents.Length).Select(n => (double)view.Responses[(n * cells) + cell])];
            FigurePlot.Line(plot, view.ResponseCurrents, curve, FigurePlot.Series(0).WithAlpha(cells == 1 ? 1 : 0.3), width: cells == 1 ? 3 : 1);
        }

        if (view.IdealResponses.Length == view.ResponseCurrents.Length)
        {
            FigurePlot.Line(plot, view.ResponseCurrents, Doubles(view.IdealResponses), FigurePlot.Series(1), "ideal cell", 3.5f);
            FigurePlot.Legend(plot);
        }

        var currents = $"{view.ResponseCurrents.Length}";
        var caption = cells > 1 ? Paragraphs.Training.Say("cell-responses", ("currents", currents))
            : atRest ? Paragraphs.Training.Say("cell-response-at-rest", ("currents", currents))
            : Paragraphs.Training.Say("cell-response", ("currents", currents));
        return new Figure("cell-responses", "Response curves of the cells", caption, plot) { Unnamed = "cell" };
    }

    /// <summary>Share of the samples up to each at which each class has had the largest output, percent; of equals the lower class.</summary>
    public static double[][] Shares(NeuronView view, int image)
    {
        var shares = new double[view.Classes][];
        var counts = new int[view.Classes];
        for (var name = 0; name < shares.Length; name++)
        {
            shares[name] = new double[view.Time.Length];
        }

        for (var m = 0; m < view.Time.Length; m++)
        {
            counts[Enumerable.Range(0, view.Classes).MaxBy(name => (view.Output(image, name)[m], -name))]++;
            for (var name = 0; name < shares.Length; name++)
            {
                shares[name][m] = 100.0 * counts[name] / (m + 1);
            }
        }

        return shares;
    }

    // The ten with the largest share at the end, where there are more.
    private static IEnumerable<int> Classes(NeuronView view, int image)
    {
        var shares = Shares(view, image);
        return Enumerable.Range(0, view.Classes).OrderByDescending(name => shares[name][^1]).Take(10).Order();
    }

    private static int Count(NeuronView view) => view.Time.Count(t => t <= view.Time[0] + Shown);

    private static string Name(int name, int label, int vote, IReadOnlyList<string>? names) => ShownClasses.Name(name, names)
        + (name == label, name == vote) switch
        {
            (true, true) => " (true, by vote)",
            (true, false) => " (true)",
            (false, true) => " (by vote)",
            _ => "",
        };

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        for (var n = 0; n < values.Length; n++)
        {
            doubles[n] = values[n];
        }

        return doubles;
    }
}
