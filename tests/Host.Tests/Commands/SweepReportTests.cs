using FhnHw.Host.Reports.Sweep;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>The index over many runs, and their table.</summary>
public sealed class SweepReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_run_is_a_row_and_of_several_seeds_each_is_one()
    {
        Put("a", Run(seed: 1, vote: "97.5"));
        Put("deep/b", $$"""{"summary": [], "seeds": [{{Run(2, "96.25")}}, {{Run(3, "96.125")}}]}""");
        Put("deep/b/seed-2", Run(2, "96.25"));
        var rows = Report();
        Assert.Equal(["a", "deep/b", "deep/b"], Column(rows, "run"));
        Assert.Equal(["1", "2", "3"], Column(rows, "seed"));
        Assert.Equal(["97.5", "96.25", "96.125"], Column(rows, "test_vote_percent"));
        Assert.Equal(["train --seed 1", "train --seed 2", "train --seed 3"], Column(rows, "command"));
        Assert.Equal(["20+10", "20+10", "20+10"], Column(rows, "hidden_cells"));
    }

    [Theory]
    [InlineData("{\"test\": {\"vote\": 97.5", "cannot be read")]
    [InlineData("[1, 2]", "holds no result")]
    [InlineData("{}", "lacks what every result has")]
    [InlineData("", "is empty")]
    public void A_damaged_result_is_a_row_that_says_so(string text, string problem)
    {
        Put("damaged", text);
        Put("sound", Run(1, "97.5"));
        var rows = Report();
        Assert.Contains(problem, Column(rows, "problem")[0], StringComparison.Ordinal);
        Assert.Equal(["", "97.5"], Column(rows, "test_vote_percent"));
    }

    [Fact]
    public void Text_of_a_result_is_text_in_the_page_and_one_field_in_the_table()
    {
        Put("odd", Run(1, "97.5", device: "<script>alert(1)</script>, \\\"quoted\\\""));
        var rows = Report();
        Assert.Equal("<script>alert(1)</script>, \"quoted\"", Column(rows, "device")[0]);
        var page = File.ReadAllText(_folder["index.html"]);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_columns_are_said_once_and_never_change()
    {
        var names = SweepColumn.All.Select(column => column.Name).ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(["run", "kind", "problem", "seed", "test_vote_percent", "test_mean_percent"], names.Take(6));
        var documented = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "many-runs.md"));
        Assert.All(SweepColumn.All, column => Assert.Contains($"| `{column.Name}` | {column.Words} |", documented, StringComparison.Ordinal));
    }

    [Fact]
    public void Several_folders_need_a_place_for_their_index()
    {
        Put("a", Run(1, "97.5"));
        Put("b", Run(2, "97"));
        CliRun.Of($"report {_folder["a"]} {_folder["b"]}").ShouldBeRefused(2, "--out");
        Assert.Equal(0, CliRun.Of($"report {_folder["a"]} {_folder["b"]} --out {_folder["both"]}").Code);
        Assert.Contains("href=\"../a/report.html\"", File.ReadAllText(Path.Combine(_folder["both"], "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_runs_is_refused() => CliRun.Of($"report {_folder.Path}").ShouldBeRefused(2, "no result");

    private static string Run(int seed, string vote, string device = "cpu") => $$$"""
        {"test": {"vote": {{{vote}}}, "mean": 97, "perDigit": [99, 95.5, 96]}, "train": {"vote": 99, "mean": 99, "perDigit": [99, 99, 99]},
         "device": "{{{device}}}", "forward": "table", "secondsPerEpoch": 0.5, "imagesPerSecond": 1000, "data": "digits",
         "configuration": {"training": {"seed": {{{seed}}}, "hidden": [20, 10], "epochs": 3}},
         "provenance": {"commandLine": ["train", "--seed", "{{{seed}}}"], "date": "2026-11-28T18:44:06Z"}}
        """;

    private void Put(string run, string result)
    {
        Directory.CreateDirectory(_folder[run]);
        File.WriteAllText(Path.Combine(_folder[run], "result.json"), result);
        File.WriteAllText(Path.Combine(_folder[run], "report.html"), "");
    }

    private IReadOnlyList<SweepRow> Report()
    {
        var run = CliRun.Of($"report {_folder.Path}");
        Assert.True(run.Code == 0, run.Error);
        var rows = SweepRow.Find([_folder.Path], _folder.Path);
        Assert.Equal(SweepCsv.Write(rows), File.ReadAllText(_folder["results.csv"]));
        return rows;
    }

    private static string[] Column(IReadOnlyList<SweepRow> rows, string name) => [.. rows.Select(row => row[name])];
}
