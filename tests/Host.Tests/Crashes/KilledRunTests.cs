using System.Diagnostics;
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
        var (whole, changes) = SmallRun.Unbroken;
        var kills = Kills(10);
        Parallel.For(0, kills, SmallRun.AtOnce, index =>
        {
            var folder = _folder[$"killed-{index}"];
            var change = 1 + (int)((long)index * changes.Count / kills);
            Assert.Equal(137, SmallRun.On(new FaultyDisk(folder) { Kills = change }, $"{SmallRun.Options} --out {folder}").Code);
            Directory.CreateDirectory(folder);
            SmallRun.GoOn(folder);
            SmallRun.ShouldBeLike(whole, folder);
        });
    }

    [LinuxFact]
    public void A_run_killed_again_and_again_by_chance_goes_on_to_the_same_bits()
    {
        // So many epochs that a run is hardly ever over before it is killed. Where it is, on a busy machine, its bits are compared all the same.
        var (whole, killed, kills) = (_folder["long"], _folder["killed"], Kills(6));
        var line = $"{SmallRun.Recipe} --epochs {12 * kills}";
        Assert.Equal((0, ""), SmallRun.On(new FaultyDisk(whole), $"{line} --out {whole}"));
        var random = new Random(17);
        for (var kill = 0; kill < kills; kill++)
        {
            var isBegun = File.Exists(Path.Combine(killed, "config.json"));
            var code = Killed(isBegun ? $"train --resume {killed}" : $"{line} --out {killed}", random.Next(20), random.Next(10));
            Assert.True(code is 0 or 137, $"The run ended with exit code {code}.");
        }

        Assert.Equal((0, ""), SmallRun.On(new FaultyDisk(killed), $"train --resume {killed}"));
        SmallRun.ShouldBeLike(whole, killed);
    }

    // Kills a run some milliseconds behind one of its epochs.
    private static int Killed(string line, int epochs, int milliseconds)
    {
        var start = new ProcessStartInfo(SmallRun.DotNet, [SmallRun.Program, .. line.Split(' ')]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        while (epochs > 0 && process.StandardOutput.ReadLine() is { } text)
        {
            epochs -= text.StartsWith("epoch", StringComparison.Ordinal) ? 1 : 0;
        }

        var rest = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit(milliseconds);
        process.Kill();
        process.WaitForExit();
        rest.Wait();
        return process.ExitCode;
    }

    private static int Kills(int usually) =>
        Environment.GetEnvironmentVariable("FHNHW_KILLS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usually;
}
