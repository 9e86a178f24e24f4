using System.Buffers.Binary;
using System.Xml.Linq;
using FhnHw.Host.Reports.Figures;

namespace FhnHw.Host.Tests.Reports;

public class FigureTests
{
    public static TheoryData<string> Names => [.. Figures.Select(figure => figure.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_is_well_formed_SVG_with_its_axes_named(string name)
    {
        var figure = Of(name);
        var svg = XElement.Parse(figure.Svg());
        Assert.Equal($"0 0 {Figure.Width} {figure.Height}", (string?)svg.Attribute("viewBox"));
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToArray();
        Assert.Contains(figure.Plot.Axes.Bottom.Label.Text, texts);
        Assert.Contains(figure.Plot.Axes.Left.Label.Text, texts);
        Assert.All(texts, text => Assert.Equal(text.Trim(), text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_colour_of_a_figure_has_one_for_dark_pages(string name)
    {
        var used = XElement.Parse(Of(name).Svg()).Descendants()
            .SelectMany(element => element.Attributes()).Where(attribute => attribute.Name.LocalName is "fill" or "stroke")
            .Select(attribute => attribute.Value).Distinct();
        Assert.Empty(used.Except([.. FigureColours.All.Select(colour => colour.Light), "white", "none"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_PNG_has_three_times_the_size(string name)
    {
        var figure = Of(name);
        var png = figure.Png();
        Assert.NotNull(png);
        Assert.Equal("PNG"u8.ToArray(), png[1..4]);
        Assert.Equal(3 * Figure.Width, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(3 * figure.Height, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [Fact]
    public void Several_threads_may_draw_at_once()
    {
        var figures = Figures.Select(figure => figure.Name).ToArray();
        var alone = figures.Select(name => Of(name).Svg()).ToArray();
        Parallel.For(0, 4 * figures.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index =>
        {
            var figure = Of(figures[index % figures.Length]);
            Assert.Equal(alone[index % figures.Length], figure.Svg());
            Assert.NotEmpty(figure.Png()!);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_numbers_of_a_figure_are_those_that_it_was_drawn_from(string name)
    {
        var figure = Of(name);
        string[][] rows = [.. figure.Csv().TrimEnd('\n').Split('\n').Skip(1).Select(row => row.Split(','))];
        Assert.NotEmpty(rows);
        var deviations = figure.Csv().Split('\n')[0].EndsWith("standard deviation", StringComparison.Ordinal);
        var (logX, logY) = (LogAxis.Is(figure.Plot.Axes.Bottom), LogAxis.Is(figure.Plot.Axes.Left));
        var points = figure.Plot.GetPlottables<ScottPlot.Plottables.Scatter>().SelectMany((line, n) => line.Data.GetScatterPoints().Select(
            point => (point.X, Y: point.Y - (n < figure.MovedUp.Count ? figure.MovedUp[n] : 0))));
        foreach (var point in points)
        {
            double[] expected = [logX ? Math.Pow(10, point.X) : point.X, logY ? Math.Pow(10, point.Y) : point.Y];
            Assert.Contains(rows, row => (Is(row[^2], expected[0]) && Is(row[^1], expected[1]))
                || (deviations && Is(row[^3], expected[0]) && Is(row[^2], expected[1])));
        }

        static bool Is(string field, double value) => double.IsNaN(value) ? field.Length == 0
            : double.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number - value) <= 1e-9 * Math.Max(1, Math.Abs(value));
    }

    [Fact]
    public void Bars_stand_in_the_numbers_under_their_labels_and_error_bars_beside_their_points()
    {
        var bars = ClassBarsFigure.Draw("digits", "Accuracy", "By vote.", ("test, all", [98.5, 97.25]));
        Assert.Equal("series,class,accuracy by vote (%)\n\"test, all\",0,98.5\n\"test, all\",1,97.25\n", bars.Csv());
        Assert.Equal("By vote. The axis goes from 90 to 100 %, not from 0.", bars.Caption);
        Assert.Equal(90, bars.Plot.Axes.GetLimits().Bottom);
        var plot = FigurePlot.Make("noise", "accuracy (%)");
        FigurePlot.Points(plot, [1, 2], [90, 80], FigurePlot.Ink, "vote");
        plot.Add.ErrorBar([1.0, 2.0], [90.0, 80.0], [0.5, 0.25]);
        Assert.Equal(
            "series,noise,accuracy (%),standard deviation\nvote,1,90,0.5\nvote,2,80,0.25\n", new Figure("error", "Error", "Bars.", plot).Csv());
    }

    [Fact]
    public void The_places_of_numbers_lie_within_the_picture()
    {
        var figure = Of("response-curve");
        Assert.Null(new Figure("fresh", "Fresh", "Not drawn.", FigurePlot.Make("x", "y")).Places());
        figure.Svg();
        using var places = System.Text.Json.JsonDocument.Parse(figure.Places()!);
        var points = places.RootElement.EnumerateArray().SelectMany(series => series.GetProperty("points").EnumerateArray()).ToArray();
        Assert.NotEmpty(points);
        Assert.All(points, point =>
        {
            Assert.InRange(point[0].GetDouble(), 0, Figure.Width);
            Assert.InRange(point[1].GetDouble(), 0, figure.Height);
        });
    }

    [Fact]
    public void A_picture_of_pixels_reads_back_as_it_was_painted()
    {
        using var folder = new FhnHw.Tests.TemporaryFolder();
        var picture = new PixelPicture(3, 5, PixelPicture.Greys);
        for (var pixel = 0; pixel < 15; pixel++)
        {
            picture[pixel / 5, pixel % 5] = (byte)(17 * pixel);
        }

        var file = Path.Combine(folder.Path, "pixels.png");
        File.WriteAllBytes(file, picture.ToPng());
        var grey = FhnHw.Host.Options.Pictures.Read(file);
        Assert.Equal((3, 5), (grey.Rows, grey.Columns));
        Assert.Equal([.. Enumerable.Range(0, 15).Select(pixel => (byte)(17 * pixel))], grey.Pixels);
    }

    [Fact]
    public void A_marker_that_may_crash_Skia_is_refused()
    {
        var plot = FigurePlot.Make("x", "y");
        plot.Add.Marker(0, 0, ScottPlot.MarkerShape.OpenDiamond);
        Assert.Throws<InvalidOperationException>(() => new Figure("crash", "Crash", "A crash.", plot).Svg());
    }

    [Fact]
    public void The_best_font_at_hand_is_taken_and_none_is_no_error()
    {
        Assert.Equal("DejaVu Sans", FigureFonts.Choose(["Some Serif", "DejaVu Sans"]));
        Assert.Equal("Open Sans", FigureFonts.Choose(["Some Serif", "Open Sans"]));
        Assert.Equal("Some Serif", FigureFonts.Choose(["Some Serif"]));
        Assert.Null(FigureFonts.Choose([]));
        Assert.Null(FigureFonts.Choose([""]));
    }

    [Fact]
    public void Currents_of_a_legend_have_as_many_decimals_as_tell_them_apart()
    {
        Assert.Equal(["1.00", "-0.50"], ToldApart.InWords([1, -0.5f]));
        Assert.Equal(["1.00", "1.00"], ToldApart.InWords([1, 1]));
        Assert.Equal(["1.000", "0.996", "-0.500"], ToldApart.InWords([1, 0.996f, -0.5f]));
        Assert.Equal(["1.0000", "0.9998"], ToldApart.InWords([1, 0.9998f]));
        Assert.Equal(["1.0000", "1.0000"], ToldApart.InWords([1, 0.999999f]));
    }

    private static IEnumerable<Figure> Figures => SamplePaper.Page.Figures.Concat(SampleCompare.Page.Figures).Cast<Figure>();

    private static Figure Of(string name) => Figures.Single(figure => figure.Name == name);
}
