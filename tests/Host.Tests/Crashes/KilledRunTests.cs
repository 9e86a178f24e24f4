using System.Globalization;
using FhnHw.Tests;
using FhnHw.Tests.Disk;

namespace FhnHw.Host.Tests.Crashes;

/// <summary>
/// kill -9 at changes of files, which are the moments that matter, and at moments by chance. FHNHW_KILLS says how many of each; by hand it was 200.
/// </summary>
[Collection(SignalsInTurn.Name)]
public sealed class KilledRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void A_run_killed_amid_any_change_of_its_files_goes_on_to_the_same_bits()
    {
        var whole = Whole(out var changes);
        var kills = Kills(20);
        Parallel.For(0, kills, index =>
        {
            var folder = _folder[$"killed-{index}"];
            var change = 1 + (int)((long)index * changes / kills);
            Assert.Equal(137, SmallRun.On(new FaultyDisk(folder) { Kills = change }, $"{SmallRun.Options} --out {folder}").Code);
            Directory.CreateDirectory(folder);
            SmallRun.GoOn(folder);
            SmallRun.ShouldBeLike(whole, folder);
        });
    }

    [LinuxFact]
    public void A_run_killed_again_and_again_by_chance_goes_on_to_the_same_bits()
    {
        var (whole, killed) = (_folder["long"], _folder["killed"]);
        var line = $"{SmallRun.Recipe} --epochs 400";
        Assert.Equal((0, ""), SmallRun.On(new FaultyDisk(whole), $"{line} --out {whole}"));
        var random = new Random(17);
        var done = false;
        for (var kill = 0; kill < Kills(12) && !done; kill++)
        {
            var begun = File.Exists(Path.Combine(killed, "config.json"));
            using var process = new FaultyDisk(killed).Start(
                SmallRun.DotNet, [SmallRun.Program, .. (begun ? $"train --resume {killed}" : $"{line} --out {killed}").Split(' ')]);
            var output = process.StandardOutput.ReadToEndAsync();
            process.WaitForExit(random.Next(600));
            process.Kill();
            process.WaitForExit();
            done = process.ExitCode == 0;
            Assert.True(done || process.ExitCode == 137, $"The run ended with exit code {process.ExitCode}.");
        }

        Directory.CreateDirectory(killed);
        if (!File.Exists(Path.Combine(killed, "config.json")))
        {
            Assert.Equal((0, ""), SmallRun.On(new FaultyDisk(killed), $"{line} --out {killed}"));
        }

        Assert.Equal((0, ""), SmallRun.On(new FaultyDisk(killed), $"train --resume {killed}"));
        SmallRun.ShouldBeLike(whole, killed);
    }

    private static int Kills(int usually) =>
        Environment.GetEnvironmentVariable("FHNHW_KILLS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usually;

    private string Whole(out int changes)
    {
        var (whole, log) = (_folder["whole"], _folder["log"]);
        Assert.Equal((0, ""), SmallRun.On(new FaultyDisk(whole) { Log = log }, $"{SmallRun.Options} --out {whole}"));
        changes = DiskRecord.Read(log, whole).Count;
        return whole;
    }
}
