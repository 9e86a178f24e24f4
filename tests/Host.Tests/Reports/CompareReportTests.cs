using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Figures.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Tests.Reports;

public class CompareReportTests
{
    [Fact]
    public void Every_format_has_its_row()
    {
        var table = Tables(SampleCompare.Page, "Every format").Single();
        Assert.Equal(SampleCompare.Result.Formats.Length, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal(table.Head.Count, row.Count));
        var row = table.Rows.Single(row => Plain(row[0]) == "3 bits, e = 3, dt 2^-8");
        Assert.Equal(["88.8", "+246.8", "1.2", "2.47", "0.012", "98.8", "80.0", "97.27", "97.77", "97.77", "97.67 to 97.87", "none"], row.Skip(1));
    }

    [Fact]
    public void A_format_whose_cells_rest_has_dashes_and_says_so()
    {
        Assert.Equal("–", Tables(SampleCompare.Page, "Every format").Single().Rows.Single(row => Plain(row[0]) == "3 bits, e = 0, dt 2^-8")[2]);
        var currents = Tables(SampleCompare.Page, "Spikes").Single().Rows.Single(row => Plain(row[0]) == "3 bits, e = 0, dt 2^-8");
        Assert.All(currents.Skip(1), cell => Assert.Equal("rests", cell));
    }

    [Fact]
    public void The_lead_names_the_fewest_bits_that_keep_the_accuracy() =>
        Assert.Contains("have 3 bits, e = 3, dt 2^-8: 97.77 %", Plain(SampleCompare.Page.Lead));

    [Fact]
    public void Time_steps_and_roundings_stand_beside_their_neighbours()
    {
        Assert.Equal(["4 bits, e = 6, dt 2^-8", "4 bits, e = 6, dt 2^-9"],
            Tables(SampleCompare.Page, "Time step").Single().Rows.Select(row => Plain(row[0])));
        Assert.Equal(["4 bits, e = 6, dt 2^-8", "4 bits, e = 6, dt 2^-8, to nearest"],
            Tables(SampleCompare.Page, "Rounding").Single().Rows.Select(row => Plain(row[0])));
    }

    [Fact]
    public void Costs_are_told_with_what_the_next_size_lacks()
    {
        var rows = Tables(SampleCompare.Page, "What it costs on a board").Single().Rows;
        Assert.Equal(["3:3:8", "hx8k, parallel", "101", "6100/7680", "none", "9/32", "121.8", "93", "9.60", "1263", "498",
            "106: 8000 of 7680 ICESTORM_LC"], rows[0]);
        Assert.Equal("2: 9000 of 7680 ICESTORM_LC", rows[2][^1]);
        Assert.Equal(["pareto", "pareto-spikes"],
            SampleCompare.Page.Figures.Select(figure => figure.Name).Where(name => name.StartsWith("pareto", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_front_is_what_nothing_beats_in_both()
    {
        var points = CostPoint.Of(SampleCompare.Result);
        Assert.Equal(["3:3:8", "16:6:8"], points.Select(point => point.Format.Name));
        Assert.Equal(["3:3:8", "16:6:8"],
            CostScatter.Front(points.OrderBy(point => point.Logic), point => point.Format.LoopVote).Select(point => point.Format.Name));
        Assert.Equal(["16:6:8"],
            CostScatter.Front(points.OrderByDescending(point => point.Logic), point => point.Format.LoopVote).Select(point => point.Format.Name));
    }

    [Fact]
    public void Without_tools_the_report_says_why_there_are_no_costs()
    {
        var page = SampleCompare.Of(SampleCompare.Result with { Costs = [], CostNote = "yosys is missing." });
        Assert.Equal("yosys is missing.",
            page.Sections.Single(section => section.Heading == "What it costs on a board").Blocks.OfType<ReportText>().Single().Text);
        Assert.DoesNotContain(page.Figures, figure => figure.Name == "pareto");
    }

    [Fact]
    public void A_few_formats_make_a_report_too()
    {
        var page = SampleCompare.Of(SampleCompare.Result with { Formats = [.. SampleCompare.Result.Formats.Take(2)], Costs = [] });
        Assert.Equal(["spikes", "mean-course"], page.Figures.Select(figure => figure.Name));
        Assert.Contains("No format here comes within", page.Lead);
        Assert.Contains("<figure", HtmlWriter.Write(page));
    }

    [Fact]
    public void A_comparison_survives_its_JSON()
    {
        var style = JsonFile.Style;
        var text = System.Text.Json.JsonSerializer.Serialize(SampleCompare.Result, style);
        var read = System.Text.Json.JsonSerializer.Deserialize<CompareResult>(text, style)!;
        Assert.Equal(HtmlWriter.Write(SampleCompare.Of(SampleCompare.Result)), HtmlWriter.Write(SampleCompare.Of(read)));
    }

    // Names of formats do not break at the end of a line.
    private static string Plain(string text) => text.Replace('\u00A0', ' ');

    private static IEnumerable<ReportTable> Tables(ReportPage page, string heading) =>
        page.Sections.Single(section => section.Heading == heading).Blocks.OfType<ReportTable>();
}
