using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public class BenchCommandTests
{
    [Fact]
    public void Every_row_has_device_kernel_and_speed()
    {
        var run = CliRun.Of("bench --quick --device cpu --transient 0 --record 1 --current-bits 6 --json -");
        Assert.Equal(0, run.Code);
        var rows = run.Json.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(["mean", "votes", "trace/16", "trace/1", "table", "table/kept"], rows.Select(row => row.GetProperty("feature").GetString()));
        Assert.All(rows, row =>
        {
            Assert.Equal("cpu", row.GetProperty("device").GetString());
            Assert.NotEmpty(row.GetProperty("kernel").GetString()!);
            Assert.True(row.GetProperty("neuronStepsPerSecond").GetDouble() > 0);
        });
    }

    [Theory]
    [InlineData("--peers nump", "'nump' is no peer", "numpy")]
    [InlineData("--peers --bits 8", "ideal cells of 16 bits")]
    [InlineData("--scaling --imperfections lab", "ideal cells of 16 bits")]
    [InlineData("--out somewhere", "--out belongs to a comparison")]
    [InlineData("--rounds 3", "give --peers or --scaling with it")]
    [InlineData("--peers --rounds 0", "number of rounds is 0")]
    public void A_comparison_that_cannot_be_made_is_refused(string options, params string[] words) =>
        CliRun.Of($"bench --device cpu {options}").ShouldBeRefused(2, words);

    [ToolFact("gcc")]
    public void Peers_leave_a_result_a_report_and_tables()
    {
        using var folder = new TemporaryFolder();
        var line = $"bench --peers ceiling,memory --device cpu --quick --rounds 1 --transient 0 --record 1 --json - --out {folder["speed"]}";
        var run = CliRun.Of(line);
        Assert.True(run.Code == 0, run.Output + run.Error);
        var groups = run.Json.GetProperty("peers").GetProperty("groups").EnumerateArray().ToArray();
        Assert.Equal(
            ["cells", "votes", "samples", "responseTable", "responseTableInNewMemory", "traces"],
            groups.Select(group => group.GetProperty("work").GetString()));
        Assert.Equal(["cpu", "ceiling"], groups[0].GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        Assert.All(groups.SelectMany(group => group.GetProperty("rows").EnumerateArray()), row =>
        {
            Assert.Equal(1, row.GetProperty("seconds").GetArrayLength());
            Assert.True(row.GetProperty("perSecond").GetDouble() > 0);
        });
        Assert.Contains("| ceiling | ", File.ReadAllText(Path.Combine(folder["speed"], "tables.md")));
        Assert.Contains("id=\"speed-cells\"", File.ReadAllText(Path.Combine(folder["speed"], "report.html")));
        Assert.Equal(0, CliRun.Of($"report {folder["speed"]}").Code);
    }
}
