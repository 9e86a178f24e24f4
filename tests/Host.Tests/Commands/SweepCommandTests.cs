using System.Text.Json.Nodes;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Studies from the command line, in several folders and pieces: whatever the way, the same bytes.</summary>
public sealed class SweepCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SweepCommandTests() =>
        IdxFolder.Write(_folder["data"], DataSet.Of("small", "a test", SmallImages.Of(60), SmallImages.Of(30, seed: 8)), compress: false);

    public void Dispose() => _folder.Dispose();

    private string Robustness => $"robustness --quick --sweep dead --seeds 2 --epochs 1 --data {_folder["data"]}";

    [Fact]
    public void Tasks_that_workers_did_in_pieces_make_the_same_report_to_the_byte()
    {
        var whole = Done(CliRun.Of($"{Robustness} --device cpu --out {_folder["whole"]}"));
        Assert.Contains("tasks   6 done now\n", whole);
        Directory.CreateDirectory(_folder["pieces"]);
        File.Copy(_folder["whole/sweep.json"], _folder["pieces/sweep.json"]);
        Assert.Contains("tasks   3 done now\n", Done(CliRun.Of($"sweep run {_folder["pieces"]} --tasks 6-6"))); // with the two that it needs
        Assert.Contains("tasks   1 done now, 1 before\n", Done(CliRun.Of($"sweep run {_folder["pieces"]} --tasks 2-3")));
        Assert.False(File.Exists(_folder["pieces/result.json"]));
        Assert.Contains("tasks   2 done now, 4 before\n", Done(CliRun.Of($"sweep run {_folder["pieces"]}")));
        ShouldBeLike("whole", "pieces");
    }

    [Fact]
    public void The_same_command_takes_what_is_there_and_does_what_is_missing_damaged_or_new()
    {
        var line = $"{Robustness} --device cpu --out {_folder["a"]}";
        Done(CliRun.Of(line));
        Assert.Contains("tasks   0 done now, 6 before\n", Done(CliRun.Of(line)));
        var files = Directory.GetFiles(_folder["a/tasks"]).Order(StringComparer.Ordinal).ToArray();
        File.Delete(files[0]);
        File.WriteAllText(files[1], File.ReadAllText(files[1])[..^9]);
        var mended = CliRun.Of(line);
        Assert.Equal(0, mended.Code);
        Assert.Contains("tasks   2 done now, 4 before\n", mended.Output);
        Assert.Contains($"{files[1]} is damaged, so its task is done again.", mended.Error);
        Done(CliRun.Of($"{Robustness} --device cpu --out {_folder["b"]}"));
        ShouldBeLike("b", "a");
        Assert.Contains("tasks   3 done now, 6 before\n", Done(CliRun.Of(line.Replace("--seeds 2", "--seeds 3"))));
    }

    [Fact]
    public void A_folder_of_another_study_or_a_run_and_a_plan_of_other_images_are_refused_in_one_sentence()
    {
        Done(CliRun.Of($"{Robustness} --device cpu --out {_folder["a"]}"));
        CliRun.Of($"compare --quick --out {_folder["a"]}").ShouldBeRefused(2, "is the folder of a 'robustness', and this is 'compare'", "--out");
        Done(CliRun.Of($"train --device cpu --hidden 5 --epochs 1 {CliRun.Short} --data {_folder["data"]} --out {_folder["run"]}"));
        CliRun.Of($"{Robustness} --device cpu --out {_folder["run"]}").ShouldBeRefused(2, "is the folder of a 'train'");
        CliRun.Of($"sweep run {_folder["run"]}").ShouldBeRefused(2, "is no folder of a sweep");
        CliRun.Of($"sweep run {_folder["a"]} --tasks 3-7").ShouldBeRefused(2, "two numbers from 1 to 6", "3-7");
        IdxFolder.Write(_folder["data"], DataSet.Of("small", "a test", SmallImages.Of(60, seed: 9), SmallImages.Of(30, seed: 8)), compress: false);
        var other = CliRun.Of($"sweep run {_folder["a"]} --tasks 1-2");
        Assert.Equal(2, other.Code);
        Assert.Contains("was planned with other images", other.Error);
    }

    [Fact]
    public void A_plan_of_another_program_is_refused()
    {
        Done(CliRun.Of($"{Robustness} --device cpu --out {_folder["a"]}"));
        var plan = JsonNode.Parse(File.ReadAllText(_folder["a/sweep.json"]))!;
        plan["stages"]![0]!["tasks"]![0]!["key"] = "00000000000000000000";
        plan["program"] = "fhnhw 9";
        File.WriteAllText(_folder["a/sweep.json"], plan.ToJsonString());
        var run = CliRun.Of($"sweep run {_folder["a"]} --tasks 1-2");
        Assert.Equal(2, run.Code);
        Assert.Contains("fhnhw 9", run.Error);
    }

    [Fact]
    public void Seeds_of_a_training_are_tasks_too()
    {
        string Line(int seeds, string folder, int epochs = 2) =>
            $"train --device cpu --hidden 5 --epochs {epochs} {CliRun.Short} --data {_folder["data"]} --seeds {seeds} --out {_folder[folder]}";
        Assert.Contains("tasks   2 done now\n", Done(CliRun.Of(Line(2, "a"))));
        Assert.Contains("tasks   0 done now, 2 before\n", Done(CliRun.Of(Line(2, "a"))));
        Assert.Contains("tasks   1 done now, 2 before\n", Done(CliRun.Of(Line(3, "a"))));
        Assert.Contains("tasks   3 done now\n", Done(CliRun.Of(Line(3, "b"))));
        ShouldBeLike("b", "a");
        File.Delete(Directory.GetFiles(_folder["a/tasks"])[0]);
        Assert.Contains("tasks   1 done now, 2 before\n", Done(CliRun.Of($"sweep run {_folder["a"]}"))); // from its finished run's checkpoint
        ShouldBeLike("b", "a");
        Assert.Equal(0, CliRun.Of($"eval {_folder["a/seed-3"]}").Code);
        Assert.True(CliRun.Of(Line(2, "a", epochs: 3)) is { Code: 2 } other && other.Error.Contains("holds a run already"));
    }

    private static string Done(CliRun run)
    {
        Assert.Equal((0, ""), (run.Code, run.Complaints));
        return run.Output;
    }

    private void ShouldBeLike(string whole, string other)
    {
        string[] Files(string folder) => [.. Directory.GetFiles(_folder[folder], "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder[folder], file)).Where(file => !file.StartsWith("tasks", StringComparison.Ordinal)
                && !file.StartsWith("seed-", StringComparison.Ordinal) && file is not ("sweep.json" or ".lock")).Order(StringComparer.Ordinal)];
        Assert.Equal(Files(whole), Files(other));
        Assert.Contains("report.html", Files(whole));
        foreach (var file in Files(whole))
        {
            Assert.True(File.ReadAllBytes(_folder[$"{whole}/{file}"]).AsSpan().SequenceEqual(File.ReadAllBytes(_folder[$"{other}/{file}"])), file);
        }
    }
}
