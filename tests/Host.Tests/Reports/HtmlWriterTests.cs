using System.Text.RegularExpressions;
using System.Xml.Linq;
using FhnHw.Host.Reports.Html;

namespace FhnHw.Host.Tests.Reports;

public partial class HtmlWriterTests
{
    private static readonly string Html = HtmlWriter.Write(SamplePaper.Page);

    [Fact]
    public void A_page_needs_no_network_and_no_other_file_but_for_the_numbers_beside_it()
    {
        Assert.DoesNotContain("<script src", Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", Html, StringComparison.OrdinalIgnoreCase);
        var references = References().Matches(Html).Select(match => match.Groups["to"].Value);
        var numbers = SamplePaper.Page.Figures.Select(figure => $"figures/{figure.Name}.csv").ToArray();
        Assert.All(references, reference => Assert.True(
            reference.StartsWith('#') || reference == "data:," || numbers.Contains(reference), $"The page asks for {reference}."));
        Assert.All(numbers, file => Assert.Contains($"href=\"{file}\"", Html));
        var addresses = Html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.DoesNotContain("://", addresses);
    }

    [Fact]
    public void Text_is_escaped_and_backticks_make_code()
    {
        Assert.Contains("no images &lt;at&gt; all &amp; none", Html);
        Assert.Contains("<code>fhnhw paper</code>", Html);
        Assert.DoesNotContain('`', Html[..Html.IndexOf("<script>\n", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Every_name_is_given_once()
    {
        var names = Ids().Matches(Html).Select(match => match.Groups["name"].Value).ToArray();
        Assert.Equal(names.Distinct().Count(), names.Length);
    }

    [Fact]
    public void Every_figure_has_a_title_and_a_caption_and_every_table_names_its_rows_and_columns()
    {
        var figures = Pieces("figure").ToArray();
        Assert.Equal(SamplePaper.Page.Figures.Count(), figures.Length);
        Assert.All(figures, figure =>
        {
            Assert.Equal("img", (string?)Named(figure, "svg").Attribute("role"));
            Assert.NotEmpty(Named(figure, "title").Value);
            Assert.True(Named(figure, "figcaption").Value.Length > 40);
        });
        Assert.All(Pieces("table"), table =>
        {
            Assert.NotEmpty(Named(table, "caption").Value);
            var columns = table.Descendants("thead").Single().Descendants("th").Count();
            Assert.All(table.Descendants("tbody").Single().Elements("tr"), row => Assert.Equal(columns, row.Elements().Count()));
        });
    }

    private static XElement Named(XElement parent, string name) => parent.Descendants().First(element => element.Name.LocalName == name);

    // A page is written as XML would be, but for its head.
    private static IEnumerable<XElement> Pieces(string name) =>
        Regex.Matches(Html, $"<{name}[ >].*?</{name}>", RegexOptions.Singleline).Select(match => XElement.Parse(match.Value));

    [GeneratedRegex("(?:src|href|action|data)=\"(?<to>[^\"]*)\"|url\\((?<to>[^)]*)\\)")]
    private static partial Regex References();

    [GeneratedRegex("\\sid=\"(?<name>[^\"]*)\"")]
    private static partial Regex Ids();
}
