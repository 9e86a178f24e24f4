using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Tests.Reports;

public class PaperReportTests
{
    private static IEnumerable<ReportTable> Tables => SamplePaper.Page.Sections.SelectMany(section => section.Blocks).OfType<ReportTable>();

    [Theory]
    [InlineData("Table 1", "plain (no cells)", "91.0", "99.5", "90.0", "97.7")]
    [InlineData("Table 1", "gamma -0.5", "61.3", "73.4", "62.4", "73.3")]
    [InlineData("Table 1", "gamma -1", "71.5", "83.0", "72.6", "82.9")]
    [InlineData("Table 1", "gamma 0.5", "2.7", "3.4", "2.8", "3.6")]
    [InlineData("Table 2", "trained on the subset, tried on it", "81.2", "82.2", "82.3", "79.3")]
    [InlineData("Table 2", "trained on the subset, tried on all images", "83.4", "79.7", "84.5", "79.9")]
    public void A_table_has_the_numbers_measured_beside_those_of_the_paper(string table, string row, params string[] cells)
    {
        var found = Tables.Single(t => t.Caption.StartsWith(table, StringComparison.Ordinal)).Rows.Single(r => r[0] == row);
        Assert.Equal(cells, found.Skip(1).Take(cells.Length));
    }

    [Theory]
    [InlineData("figure-2-phase-plane")]
    [InlineData("figure-3-outputs")]
    [InlineData("figure-4-gamma-sweep")]
    [InlineData("figure-6-cost")]
    [InlineData("figure-6-accuracy")]
    [InlineData("figure-a7-digits")]
    [InlineData("table-1-digits")]
    [InlineData("response-curve")]
    [InlineData("gradient-cosine-sigmoid")]
    [InlineData("gradient-cosine-linear")]
    [InlineData("gradient-cosine-sigmoid-layer-1-of-2")]
    [InlineData("gradient-cosine-linear-layer-2-of-2")]
    public void Every_figure_of_the_paper_is_there(string name) =>
        Assert.Contains(SamplePaper.Page.Figures, figure => figure.Name == name);

    [Fact]
    public void A_choice_moves_the_result_only_beyond_what_other_seeds_do()
    {
        var section = SamplePaper.Page.Sections.Single(s => s.Heading.StartsWith("What the paper leaves open", StringComparison.Ordinal));
        var table = section.Blocks.OfType<ReportTable>().Single();
        Assert.Equal("", table.Rows.Single(row => row[0] == "eps")[^1]);
        Assert.Equal("yes", table.Rows.Single(row => row[0] == "readout")[^1]);
        Assert.Contains(section.Blocks.OfType<ReportText>(), text => text.Text == "What moves the result: readout. What does not: eps.");
    }

    [Fact]
    public void A_choice_that_the_device_cannot_take_is_told()
    {
        var section = SamplePaper.Page.Sections.Single(s => s.Heading.StartsWith("What the paper leaves open", StringComparison.Ordinal));
        Assert.Contains("dt 2^-7: The time step is too coarse.", section.Blocks.OfType<ReportText>().Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_digit_is_named_for_each_draw()
    {
        var row = Tables.Single(table => table.Head[0] == "way of training").Rows.Single();
        Assert.Equal("8 · none", row[^1]);
    }
}
