using FhnHw.Host.Results;

namespace FhnHw.Host.Tests.Results;

public class TextPlotTests
{
    [Fact]
    public void A_step_is_drawn_with_its_flank_and_the_zero_line()
    {
        var lines = TextPlot.Draw([-1, -1, -1, -1, -1, 1, 1, 1, 1, 1], 200, 0.1, 20);
        Assert.Equal("    1.00 |     *****", lines[0]);
        Assert.Equal("    0.00 |-----*----", lines[5]);
        Assert.Equal("   -1.00 |******    ", lines[10]);
        Assert.StartsWith("          t = 200.00", lines[11]);
        Assert.EndsWith("200.90", lines[11]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void Any_number_of_samples_fills_every_column(int samples)
    {
        var lines = TextPlot.Draw([.. Enumerable.Range(0, samples).Select(i => Math.Sin(i))], 0, 1, 70);
        var body = lines.Take(lines.Count - 1).Select(line => line[10..]).ToArray();
        Assert.All(body, line => Assert.Equal(60, line.Length));
        Assert.All(Enumerable.Range(0, 60), column => Assert.Contains(body, line => line[column] == '*'));
    }
}
