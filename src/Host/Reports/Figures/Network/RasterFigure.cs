using System.Globalization;
using System.Text;
using FhnHw.Host.Reports.Prose;
using FhnHw.Training.Shown;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>When each cell spikes while one image is shown.</summary>
internal static class RasterFigure
{
    private const int Left = 70, Right = 16, Top = 10, Bottom = 52, Width = 1120;

    private static readonly int[] Digits = [1, 2, 5, 10];

    /// <summary>Draws it.</summary>
    /// <param name="view">The first of its images is drawn.</param>
    /// <param name="words">Which image that is.</param>
    /// <param name="atRest">True for cells that hardly spike.</param>
    public static IFigure Draw(NeuronView view, string words, bool atRest = false)
    {
        var row = Math.Clamp(420.0 / view.CellCount, 2, 8);
        var high = row * view.CellCount;
        int[] order = [.. Enumerable.Range(0, view.CellCount).OrderBy(cell => view.Currents[cell])];
        var place = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            place[order[rank]] = rank;
        }

        var (first, last) = (view.Time[0], view.Time[^1]);
        double Across(double t) => Left + ((Width - Left - Right) * (t - first) / Math.Max(1e-9, last - first));
        var drawing = new SvgDrawing(Width, (int)high + Top + Bottom);
        var path = new StringBuilder();
        for (var n = 0; n < view.SpikeCells.Length; n++)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{Across(view.SpikeTimes[n]):0.#} {Top + (row * place[view.SpikeCells[n]]):0.#}v{row - 0.4:0.#}");
        }

        drawing.Path(path.Length == 0 ? "M0 0" : path.ToString(), FigureColours.Series[0], 1.2);
        for (var rank = 0; rank < order.Length; rank++)
        {
            var spikes = view.SpikeCells.Count(cell => cell == order[rank]);
            drawing.Fill(Left, Top + (row * rank), Width - Left - Right, row, FigureColours.Grid, 0, string.Create(
                CultureInfo.InvariantCulture, $"cell {order[rank]}: current {view.Currents[order[rank]]:0.###}, {spikes} spikes"));
        }

        Axes(drawing, view, order, row, high, Across);
        return new DrawnFigure(
            "raster", $"Spikes of all cells: {words}", atRest ? Paragraphs.Training.Say("raster-at-rest") : Paragraphs.Training.Say("raster"), drawing,
            ["cell", "current I", "time of the spike (time units)"],
            [
                .. view.SpikeCells.Zip(view.SpikeTimes, (cell, t) => (string[])
                    [$"{cell}", FigureCsv.Number(Math.Round(view.Currents[cell], 6)), FigureCsv.Number(Math.Round(t, 4))]),
            ])
        {
            IsBroad = true,
        };
    }

    private static void Axes(SvgDrawing drawing, NeuronView view, int[] order, double row, double high, Func<double, double> across)
    {
        drawing.Path(string.Create(CultureInfo.InvariantCulture, $"M{Left} {Top}V{Top + high:0.#}H{Width - Right}"), FigureColours.Ink);
        var step = Step(view.Time[^1] - view.Time[0]);
        for (var t = Math.Ceiling(view.Time[0] / step) * step; t <= view.Time[^1]; t += step)
        {
            drawing.Text(across(t), Top + high + 18, t.ToString("0.##", CultureInfo.InvariantCulture), "middle");
        }

        foreach (var rank in new[] { 0, order.Length / 2, order.Length - 1 }.Distinct())
        {
            drawing.Text(
                Left - 8, Top + (row * (rank + 0.5)) + 4, view.Currents[order[rank]].ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture), "end");
        }

        drawing.Text(Left + ((Width - Left - Right) / 2.0), Top + high + 42, "time since the start of the run (time units)", "middle", 14);
        drawing.Text(14, Top + (high / 2), "cells by current I", "middle", 14, turn: -90);
    }

    // 1, 2 or 5 times a power of ten, about ten of them.
    private static double Step(double span)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(span, 1e-9) / 8)));
        return Digits.Select(digit => digit * power).First(step => span / step <= 12);
    }
}
