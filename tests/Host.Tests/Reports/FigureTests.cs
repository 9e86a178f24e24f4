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
            Assert.NotEmpty(figure.Png());
        });
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

    private static IEnumerable<Figure> Figures => SamplePaper.Page.Figures.Concat(SampleCompare.Page.Figures);

    private static Figure Of(string name) => Figures.Single(figure => figure.Name == name);
}
