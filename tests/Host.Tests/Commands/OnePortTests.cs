using System.Diagnostics;
using FhnHw.Host.Tests.Crashes;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Two programs that want one port.</summary>
public class OnePortTests
{
    [DeviceFact]
    public void The_second_program_is_told_at_once_who_has_the_port_and_gets_it_when_the_first_is_killed()
    {
        using var device = ReferenceDevice.OnTerminal(new CellConstants(new CellFormat(), new CellParameters()));
        string[] selftest = [SmallRun.Program, "board", "selftest", $"{device.Address}", "--minutes", "10"];
        using var first = Process.Start(new ProcessStartInfo(SmallRun.DotNet, selftest)
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.NotNull(first.StandardOutput.ReadLine()); // it prints when it has greeted the board
            var watch = Stopwatch.StartNew();
            CliRun.Of($"trace --current 0 --device {device.Address} --transient 6 --record 4").ShouldBeRefused(
                3, $"is in use by process {first.Id}", "end that first");
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Generous.Patience);
        }
        finally
        {
            first.Kill(); // SIGKILL: nothing of it runs any more
            first.WaitForExit();
        }

        var after = CliRun.Of($"trace --current 0 --device {device.Address} --transient 6 --record 4");
        Assert.True(after.Code == 0, after.Error);
    }
}
