using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public class RunReportTests
{
    private const string Small = $"--data builtin --device cpu --train-images 100 --test-images 20 --epochs 2 --hidden 8";

    [Fact]
    public void Training_and_evaluation_leave_a_report_of_their_numbers()
    {
        using var folder = new TemporaryFolder();
        var (run, tried) = (Path.Combine(folder.Path, "run"), Path.Combine(folder.Path, "tried"));
        var json = CliRun.Of($"train {Small} {CliRun.Short} --out {run} --json -").Json;
        var page = File.ReadAllText(Path.Combine(run, "report.html"));
        var vote = json.GetProperty("test").GetProperty("vote").GetDouble().ToString("F2", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"<td>{vote}</td>", page);
        Assert.Contains(json.GetProperty("provenance").GetProperty("constantsHash").GetString()!, page);
        Assert.Contains("Training loss per epoch", page);
        Assert.True(File.Exists(Path.Combine(run, "figures", "accuracy.svg")));
        Assert.True(File.Exists(Path.Combine(run, "figures", "accuracy.png")));

        Assert.Equal(0, CliRun.Of($"eval {run} --out {tried}").Code);
        Assert.Contains($"<td>{vote}</td>", File.ReadAllText(Path.Combine(tried, "report.html")));
        Assert.DoesNotContain("Training loss per epoch", File.ReadAllText(Path.Combine(tried, "report.html")));
        CliRun.Of($"eval {run} --out {run}").ShouldBeRefused(2, "holds the run itself");
    }

    [Fact]
    public void Substitution_leaves_a_report_beside_the_papers_numbers()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CliRun.Of($"substitute {Small} --gamma -1,0.25 {CliRun.Short} --out {folder.Path}").Code);
        var page = File.ReadAllText(Path.Combine(folder.Path, "report.html"));
        Assert.Contains("gamma 0.25", page);
        Assert.Contains("<td>82.9</td>", page);
    }
}
