using System.Text;
using FhnHw.Host.Live.Server;
using FhnHw.Host.Reports.Figures;

namespace FhnHw.Host.Tests.Live;

public class PageColoursTests
{
    [Fact]
    public void The_page_has_the_colours_of_the_reports_figures()
    {
        var parts = Encoding.UTF8.GetString(PageFiles.Read("live.css")!).Split("prefers-color-scheme: dark");
        foreach (var (n, colour) in FigureColours.Series.Index())
        {
            Assert.Contains($"--series-{n}: {colour.Light};", parts[0]);
            Assert.Contains($"--series-{n}: {colour.Dark};", parts[1]);
        }

        Assert.Contains($"--grid: {FigureColours.Grid.Light};", parts[0]);
        Assert.Contains($"--grid: {FigureColours.Grid.Dark};", parts[1]);
        Assert.Contains($"--mark: {FigureColours.Quiet.Light};", parts[0]);
        Assert.Contains($"--mark: {FigureColours.Quiet.Dark};", parts[1]);
    }
}
