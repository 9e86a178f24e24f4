using FhnHw.Boards.Simulation;
using FhnHw.Kernels.Arrays;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Simulation;

public class SimulatorProcessTests
{
    [UnixTheory]
    [InlineData("/dev/pts/77", "serial:/dev/pts/77")]
    [InlineData("5331", "tcp:127.0.0.1:5331")]
    public void Its_first_line_is_where_it_is(string line, string device)
    {
        using var folder = new TemporaryFolder();
        using var process = SimulatorProcess.Start(Script(folder, $"echo {line}; cat >/dev/null"));
        Assert.Equal(device, process.Device);
        Assert.False(process.HasEnded);
    }

    [UnixFact]
    public void It_ends_with_its_owner_and_may_tidy_up()
    {
        using var folder = new TemporaryFolder();
        SimulatorProcess.Start(Script(folder, $"echo 1; cat >/dev/null; echo done >{folder["end"]}")).Dispose();
        Assert.Equal("done\n", File.ReadAllText(folder["end"]));
    }

    [UnixFact]
    public void One_that_does_not_listen_is_ended_all_the_same()
    {
        using var folder = new TemporaryFolder();
        SimulatorProcess.Start(Script(folder, "echo 1; exec sleep 600")).Dispose();
    }

    [UnixFact]
    public void One_that_ends_at_once_is_told_with_its_words()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<DeviceMissingException>(() => SimulatorProcess.Start(Script(folder, "echo 'The port is taken.' >&2; exit 3")));
        Assert.Contains("ended at once (The port is taken)", error.Message);
    }

    [UnixFact]
    public void One_that_is_killed_while_it_is_waited_for_is_told()
    {
        using var folder = new TemporaryFolder();
        using var process = SimulatorProcess.Start(Script(folder, "echo 5331; kill -9 $$"));
        Assert.Contains("tcp:127.0.0.1:5331 was killed or failed", Assert.Throws<DeviceLostException>(() => process.Wait(CancellationToken.None)).Message);
    }

    [UnixFact]
    public void One_that_is_not_there_is_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("does not start", Assert.Throws<DeviceMissingException>(() => SimulatorProcess.Start(folder["none"])).Message);
    }

    private static string Script(TemporaryFolder folder, string lines)
    {
        var path = folder["board"];
        File.WriteAllText(path, $"#!/bin/sh\n{lines}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
