using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public class PaperCommandTests
{
    [Fact]
    public void The_short_form_reproduces_every_part_on_the_built_in_digits_and_its_report_can_be_made_again()
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of($"paper --quick --data builtin --device cpu --out {folder.Path} --json -");
        Assert.Equal((0, ""), (run.Code, run.Complaints));
        var paper = run.Json.GetProperty("paper");
        Assert.Equal(21, paper.GetProperty("sweep").GetArrayLength());
        Assert.Equal("table", paper.GetProperty("forward").GetString());
        Assert.Equal([1, 2], paper.GetProperty("surrogates").EnumerateArray().Select(network => network.GetProperty("hidden").GetArrayLength()));
        Assert.All(paper.GetProperty("surrogates").EnumerateArray(), network => Assert.Equal(6, network.GetProperty("runs").GetArrayLength()));
        Assert.True(Test(paper.GetProperty("substituted")[0]) > 40, "Cells at gamma -0.5 follow the current.");
        Assert.True(Test(paper.GetProperty("substituted")[2]) < 15, "Cells at gamma +0.5 respond with the wrong sign.");
        Assert.True(paper.GetProperty("loop").GetProperty("test").GetProperty("vote").GetDouble() > 60);

        var page = Path.Combine(folder.Path, "report.html");
        var first = File.ReadAllText(page);
        File.Delete(page);
        Assert.Equal(0, CliRun.Of($"report {folder.Path}").Code);
        Assert.Equal(first, File.ReadAllText(page));
    }

    [Theory]
    [InlineData("paper --device fpga9", "fpga9")]
    [InlineData("paper --epochs 3", "--epochs")]
    [InlineData("report /no/such/folder", "There is no folder /no/such/folder")]
    public void What_cannot_be_done_is_refused_in_one_sentence(string line, string words) => CliRun.Of(line).ShouldBeRefused(2, words);

    private static double Test(System.Text.Json.JsonElement row) => row.GetProperty("test").GetProperty("vote").GetDouble();
}
