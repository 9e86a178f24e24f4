using FhnHw.Host.Tests.Commands;
using FhnHw.Tests;
using FhnHw.Tests.Disk;

namespace FhnHw.Host.Tests.Crashes;

/// <summary>kill -9 of a study at changes of its files: halfway through a task's file, the plan, the report.</summary>
[Collection(SignalsInTurn.Name)]
public sealed class KilledSweepTests : IDisposable
{
    private const int Kills = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Line => $"robustness --quick --sweep dead --seeds 1 --epochs 1 --device cpu --data {SmallRun.Images}";

    [LinuxFact]
    public void A_sweep_killed_amid_any_change_of_its_files_goes_on_to_the_same_bytes()
    {
        var (whole, log) = (_folder["whole"], _folder["log"]);
        Assert.Equal((0, ""), SmallRun.On(new FaultyDisk(whole) { Log = log }, $"{Line} --out {whole}"));
        var changes = DiskRecord.Read(log, whole).Count;
        Assert.True(changes > 3 * Kills, $"{changes} changes of files");
        Parallel.For(0, Kills, SmallRun.AtOnce, index =>
        {
            var folder = _folder[$"killed-{index}"];
            Assert.Equal(137, SmallRun.On(new FaultyDisk(folder) { Kills = 1 + (index * changes / Kills) }, $"{Line} --out {folder}").Code);
            var done = Results(folder).Length;
            var run = CliRun.Of($"{Line} --out {folder}");
            Assert.True(run.Code == 0, run.Error);
            Assert.Contains($"tasks   {Results(whole).Length - done} done now", run.Output); // what was done before is whole, and not done again
            Assert.Equal(Results(whole), Results(folder));
            foreach (var file in new[] { "result.json", "report.html", "sweep.json" })
            {
                Assert.True(File.ReadAllBytes(Path.Combine(whole, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder, file))), file);
            }
        });
    }

    private static string[] Results(string folder) => Directory.Exists(Path.Combine(folder, "tasks"))
        ? [.. Directory.GetFiles(Path.Combine(folder, "tasks"), "*.json").Select(file => Path.GetFileName(file)).Where(name => name[0] != '.')
            .Order(StringComparer.Ordinal)]
        : [];
}
