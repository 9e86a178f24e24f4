using System.Diagnostics;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Crashes;

/// <summary>A build whose host is killed ends with it: no compiler goes on, the lock is free, and what is half-built is removed by the next build.</summary>
[Collection(SignalsInTurn.Name)]
public sealed class KilledBuildTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact("verilator", "g++", "make", "setpriv")]
    public void The_tools_of_a_build_end_with_their_host()
    {
        var start = new ProcessStartInfo(SmallRun.DotNet, [SmallRun.Program, "board", "sim"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["XDG_CACHE_HOME"] = _folder.Path },
        };
        using var host = Process.Start(start)!;
        Generous.Until(() => Tools().Length > 0, "A tool of the build");
        host.Kill();
        host.WaitForExit();
        Generous.Until(() => Tools().Length == 0, $"The end of {string.Join(", ", Tools())}");
        var place = Path.Combine(_folder.Path, "fhnhw", "sim");
        Assert.InRange(Directory.GetDirectories(place).Length, 1, 2); // of Verilator's library, and of the board
        foreach (var file in Directory.GetFiles(place, "*.lock"))
        {
            using var free = FhnHw.Files.FileLock.TryTake(file);
            Assert.NotNull(free);
        }
    }

    // Processes that name the cache on their command line, as make and the compilers do.
    private string[] Tools() =>
        [.. Directory.GetDirectories("/proc").Select(CommandLine).Where(line => line.Contains(_folder.Path, StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ""; // no process, or none any more
        }
    }
}
