using System.Diagnostics;
using FhnHw.Host.Tests.Commands;
using FhnHw.Tests;
using FhnHw.Tests.Disk;

namespace FhnHw.Host.Tests.Crashes;

/// <summary>Disks that are full or cannot be written, from the start or in mid-run: one sentence, exit code 2, and what was kept stays whole.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void A_run_on_a_disk_that_fills_up_is_one_sentence_and_goes_on_when_there_is_room()
    {
        var (whole, changes) = SmallRun.Unbroken;
        var written = changes.Sum(change => change.Bytes.Length);
        var tries = Environment.GetEnvironmentVariable("FHNHW_FULL_DISKS") is { Length: > 0 } text ? int.Parse(text) : 6;
        Parallel.For(0, tries, SmallRun.AtOnce, index =>
        {
            var folder = _folder[$"full-{index}"];
            var disk = index % 2 == 0
                ? new FaultyDisk(folder) { Room = (long)written * index / tries }
                : new FaultyDisk(folder) { Fails = (1 + (changes.Count * index / tries), FaultyDisk.NoSpace) };
            var (code, error) = SmallRun.On(disk, $"{SmallRun.Options} --out {folder}");
            Assert.True(code == 2, $"{code}: {error}");
            ShouldSay(error, "The disk is full", folder);
            Directory.CreateDirectory(folder);
            SmallRun.GoOn(folder);
            SmallRun.ShouldBeLike(whole, folder);
        });
    }

    [LinuxTheory]
    [InlineData("table --device cpu --out DIR/table.npz " + CliRun.Short, "table.npz")]
    [InlineData("trace --device cpu --current 0.5 --transient 6 --record 4 --json DIR/trace.json", "trace.json")]
    [InlineData("calibrate cpu --hidden 4 --repeats 2 --transient 6 --record 4 --out DIR", "curves.npz")]
    [InlineData("train --device cpu --data builtin --train-images 100 --test-images 20 --epochs 1 --out DIR " + CliRun.Short, "device.json")]
    public void What_a_command_cannot_write_is_named_and_what_was_there_stays(string line, string file)
    {
        var folder = _folder["full"];
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, file), "before");
        var (code, error) = SmallRun.On(new FaultyDisk(folder) { Room = 100 }, line.Replace("DIR", folder, StringComparison.Ordinal));
        Assert.True(code == 2, error);
        ShouldSay(error, "The disk is full", Path.Combine(folder, file));
        Assert.Equal("before", File.ReadAllText(Path.Combine(folder, file)));
        Assert.DoesNotContain(Directory.GetFiles(folder), name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    [LinuxTheory]
    [InlineData("export DIR --onnx DIR/net.onnx", "net.onnx")]
    [InlineData("data export DIR/digits --data builtin", "digits/train-images-idx3-ubyte.gz")]
    [InlineData("report DIR", "report.html")] // what paper, compare, noise and robustness write at their end too
    public void What_is_made_of_a_run_is_written_whole_or_stays_as_it_was(string line, string file)
    {
        var folder = _folder["run"];
        Assert.Equal(0, CliRun.Of($"{SmallRun.Recipe} --epochs 1 --out {folder}").Code);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
        File.WriteAllText(Path.Combine(folder, file), "before");
        var before = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length;
        var (code, error) = SmallRun.On(new FaultyDisk(folder) { Room = 100 }, line.Replace("DIR", folder, StringComparison.Ordinal));
        Assert.True(code == 2, error);
        Assert.Contains("The disk is full", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Equal("before", File.ReadAllText(Path.Combine(folder, file)));
        Assert.Equal(before, Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length);
    }

    [LinuxTheory]
    [InlineData(FaultyDisk.Input, "cannot be written (Input/output error")]
    [InlineData(FaultyDisk.NoSpace, "The disk is full")]
    public void A_disk_that_says_only_at_the_end_of_a_write_that_it_has_failed_is_believed(int number, string says)
    {
        var folder = _folder["late"];
        var (code, error) = SmallRun.On(new FaultyDisk(folder) { SyncFails = number }, $"{SmallRun.Options} --out {folder}");
        Assert.True(code == 2, $"{code}: {error}");
        ShouldSay(error, says, folder);
        Assert.False(File.Exists(Path.Combine(folder, "weights.npz")));
    }

    [LinuxFact]
    public void A_folder_that_cannot_be_written_is_named_before_the_work()
    {
        var folder = _folder["locked"];
        var (code, error) = SmallRun.On(new FaultyDisk(folder) { Fails = (1, FaultyDisk.ReadOnly) }, $"{SmallRun.Options} --out {folder}");
        Assert.True(code == 2, error);
        ShouldSay(error, "cannot be written (Read-only file system", folder);
    }

    [LinuxFact]
    public void A_cache_that_cannot_be_written_is_done_without()
    {
        var cache = _folder["cache"];
        File.WriteAllText(cache, "a file in its place");
        var start = new ProcessStartInfo(SmallRun.DotNet, [SmallRun.Program, .. $"{SmallRun.Options} --out {_folder["run"]}".Split(' ')])
        {
            RedirectStandardOutput = true,
            Environment = { ["XDG_CACHE_HOME"] = cache },
        };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [LinuxFact]
    public void A_run_folder_that_is_removed_in_mid_run_ends_the_run_in_one_sentence()
    {
        var folder = _folder["run"];
        var command = $"{SmallRun.Recipe} --epochs 100000 --out {folder}";
        using var process = new FaultyDisk(folder).Start(SmallRun.DotNet, [SmallRun.Program, .. command.Split(' ')]);
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("epoch", StringComparison.Ordinal))
        {
        }

        Directory.Move(folder, _folder["removed"]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        output.Wait();
        process.WaitForExit();
        Assert.True(process.ExitCode == 2, error);
        ShouldSay(error, "was removed while it was written to", folder);
    }

    private static void ShouldSay(string error, params string[] words)
    {
        Assert.StartsWith("fhnhw: ", error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.All(words, word => Assert.Contains(word, error));
    }
}
