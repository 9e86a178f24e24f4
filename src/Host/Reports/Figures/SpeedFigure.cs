using FhnHw.Host.Experiments.Peers;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures;

/// <summary>The speed of each contender at one kind of work, on an axis of powers of ten.</summary>
internal static class SpeedFigure
{
    private const int RowHeight = 26, Frame = 110;

    /// <summary>Draws it.</summary>
    public static Figure Draw(PeerGroup group)
    {
        var plot = FigurePlot.Make(WorkUnits.Of(group.Work), "");
        Draw(plot, group, group.Own, FigurePlot.Series(0), "fhnhw");
        Draw(plot, group, [.. group.Rows.Where(row => !row.IsOwn)], FigurePlot.Series(1), "peers");
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. group.Rows.Select((_, index) => (double)-index)], [.. group.Rows.Select(row => row.Name)]);
        plot.Axes.SetLimitsY(-group.Rows.Count + 0.4, 0.6);
        double[] speeds = [.. group.Rows.SelectMany(row => new[] { row.Slowest, row.Fastest }).Select(speed => WorkUnits.Speed(group.Work, speed))];
        var (least, most) = (speeds.Min() / 2, speeds.Max() * 2);
        LogAxis.Mark(plot.Axes.Bottom, least, most);
        plot.Axes.SetLimitsX(Math.Log10(least), Math.Log10(most));
        FigurePlot.LegendBelow(plot);
        var name = group.Work.ToString().ToLowerInvariant();
        return new Figure($"speed-{name}", group.Work switch
        {
            PeerWork.Cells => "Cells: neuron-steps a second",
            PeerWork.Votes => "Votes: neuron-steps a second",
            PeerWork.Samples => "Samples: neuron-steps a second",
            PeerWork.ResponseTable => "A new array's response table: neuron-steps a second",
            PeerWork.ResponseTableInNewMemory => "A new array's response table in new memory: neuron-steps a second",
            PeerWork.Traces => "Full traces: bytes a second",
            _ => "Training: images a second",
        }, Paragraphs.Speed.Say("speeds", ("task", group.Task), ("rounds", $"{group.Rounds}")), plot, Frame + (RowHeight * group.Rows.Count));
    }

    private static void Draw(Plot plot, PeerGroup group, IReadOnlyList<PeerRow> rows, Color colour, string legend)
    {
        double[] places = [.. rows.Select(row => -(double)group.Rows.Index().First(other => other.Item == row).Index)];
        double[] At(Func<PeerRow, double> speed) => LogAxis.Of(rows.Select(row => WorkUnits.Speed(group.Work, speed(row))));
        var (slowest, fastest) = (At(row => row.Slowest), At(row => row.Fastest));
        for (var n = 0; n < rows.Count; n++)
        {
            FigurePlot.Line(plot, [slowest[n], fastest[n]], [places[n], places[n]], colour, width: 3);
        }

        plot.Add.Markers(At(row => row.PerSecond), places, MarkerShape.FilledCircle, 9, colour).LegendText = legend;
    }
}
