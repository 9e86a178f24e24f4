using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Peers;
using FhnHw.Host.Reports.Speed;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Peers;

public sealed class PeersRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Peers_that_are_not_installed_are_named_with_what_to_install_and_the_rest_is_measured()
    {
        var group = Assert.Single(Run("", "ceiling", "numpy", "brian-cython").Groups);
        Assert.Equal(["cpu"], group.Rows.Select(row => row.Name));
        Assert.Equal(
            [
                "ceiling: gcc is not installed; install it with 'sudo apt-get install gcc libc6-dev'.",
                "brian-cython: Python 3 is not installed; install it with 'sudo apt-get install python3-brian g++'.",
                "numpy: Python 3 is not installed; install it with 'sudo apt-get install python3-numpy'.",
            ], group.LeftOut.Select(SpeedTables.Of).OrderBy(line => line.StartsWith("ceiling", StringComparison.Ordinal) ? 0 : 1).ThenBy(line => line));
    }

    [ToolFact("gcc")]
    public void The_hand_written_loop_is_measured_beside_the_array_at_each_thing_that_it_gives_back()
    {
        var result = Run(Environment.GetEnvironmentVariable("PATH")!, "ceiling");
        Assert.Equal(
            [PeerWork.Cells, PeerWork.Votes, PeerWork.Samples, PeerWork.ResponseTable, PeerWork.ResponseTableInNewMemory],
            result.Groups.Select(group => group.Work));
        Assert.False(result.HasFailures);
        Assert.All(result.Groups, group =>
        {
            Assert.Empty(group.LeftOut);
            Assert.Equal(["cpu", "ceiling"], group.Rows.Select(row => row.Name));
            Assert.All(group.Rows, row => Assert.Equal((2, true), (row.Seconds.Count, row.PerSecond > 0)));
            Assert.Equal(["cpu", "ceiling"], SpeedTables.Of(group).Rows.Select(row => row[0]));
        });
        Assert.Equal(result.Groups[0].Rows[0].Checks.Ends, result.Groups[0].Rows[1].Checks.Ends);
    }

    [UnixFact]
    public void A_peer_that_fails_is_a_failure_of_the_run()
    {
        Directory.CreateDirectory(_folder["bin"]);
        File.WriteAllText(_folder["bin/python3"], "#!/bin/sh\n[ \"$1\" = -c ] || { echo 'ImportError: broken' >&2; exit 1; }\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["bin/python3"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var result = Run(_folder["bin"], "numpy");
        Assert.Equal(new LeftOut("numpy", "ended without an answer (ImportError: broken)", null), Assert.Single(result.Groups[0].LeftOut));
        Assert.True(result.HasFailures);
    }

    private PeersResult Run(string searchPath, params string[] names)
    {
        var settings = ArraySettings.Usual with { Window = new Window(64, 640, 16) };
        var tools = new PeerTools(Path.Combine(Checkout.Root, "tools", "peers"), searchPath, _folder["cache"]);
        return new PeersRun(
            PeerCatalog.Of(names).Peers, [(new DeviceName.Cpu(), array => new CpuArray(array))], settings, null, new TurnEffort(2, 0.001), tools)
            .Run((_, _) => { }, CancellationToken.None);
    }
}
