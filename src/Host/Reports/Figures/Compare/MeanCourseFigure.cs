using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Prose;
using ScottPlot;

namespace FhnHw.Host.Reports.Figures.Compare;

/// <summary>How the mean of x settles on the current, the longer the window.</summary>
internal static class MeanCourseFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(CompareResult result)
    {
        var plot = FigurePlot.Make("length of the window (time units)", "error of the mean of x (no unit)");
        var lengths = result.Courses[0].Lengths;
        for (var s = 0; s < result.Courses.Length; s++)
        {
            var course = result.Courses[s];
            var shape = course.Name.Contains(":0:", StringComparison.Ordinal) ? MarkerShape.OpenCircle : MarkerShape.FilledCircle;
            FigurePlot.Points(plot, LogAxis.Of(course.Lengths), LogAxis.Of(course.Errors), FigurePlot.Series(s), Name(course.Name), shape);
        }

        Slope(plot, lengths, -1, 1.2, "1 / length", LinePattern.Dashed);
        Slope(plot, lengths, -0.5, 1.2, "1 / √length", LinePattern.Dotted);
        LogAxis.Mark(plot.Axes.Bottom, lengths[0], lengths[^1]);
        LogAxis.Mark(plot.Axes.Left, 1e-4, 10);
        FigurePlot.LegendBelow(plot);
        return new Figure(
            "mean-course", "The mean of x against the length of the window",
            Paragraphs.Compare.Say("mean-course"),
            plot, 460);
    }

    private static string Name(string format)
    {
        var parsed = ComparedFormat.Parse(format);
        return parsed.IsFixed ? $"{parsed.WordBits} bits, e = {parsed.ExtraBits}" : "double";
    }

    private static void Slope(Plot plot, double[] lengths, double power, double atOne, string legend, LinePattern pattern)
    {
        double[] ends = [1, lengths[^1]];
        var heights = LogAxis.Of(ends.Select(length => atOne * Math.Pow(length, power)));
        FigurePlot.Line(plot, LogAxis.Of(ends), heights, FigurePlot.Quiet, legend, 1.3f, pattern);
    }
}
