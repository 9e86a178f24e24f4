using FhnHw.Boards.Simulation;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Where a board that is a program listens.</summary>
public class BoardSimListenTests
{
    private static readonly CellConstants Constants = new(new CellFormat(), new CellParameters());

    [Theory]
    [InlineData("x")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("0.0.0.0:")]
    [InlineData("nowhere:5331")]
    public void A_port_that_is_none_is_refused(string port) => CliRun.Of($"board sim --tcp {port}").ShouldBeRefused(2, $"'{port}'", "--tcp");

    [DeviceFact]
    public void Without_an_address_only_this_machine_reaches_a_board()
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        var port = device.Address.ToString().Split(':')[^1];
        var listening = File.ReadAllLines("/proc/net/tcp").Where(line => line.Contains($":{int.Parse(port):X4} 00000000:0000 0A", StringComparison.Ordinal));
        Assert.StartsWith("0100007F:", Assert.Single(listening).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
    }

    [UnixFact]
    public void A_board_that_others_can_reach_is_told()
    {
        using var folder = new TemporaryFolder();
        using var open = SimulatorProcess.Start(Script(folder, "0.0.0.0:5331"));
        Assert.True(open.IsOpenToOthers);
        Assert.Equal("tcp:0.0.0.0:5331", open.Device);
    }

    [UnixTheory]
    [InlineData("5331")]
    [InlineData("127.0.0.2:5331")]
    [InlineData("/dev/pts/7")]
    public void A_board_of_this_machine_alone_needs_no_warning(string place)
    {
        using var folder = new TemporaryFolder();
        using var process = SimulatorProcess.Start(Script(folder, place));
        Assert.False(process.IsOpenToOthers);
    }

    private static string Script(TemporaryFolder folder, string place)
    {
        File.WriteAllText(folder["board"], $"#!/bin/sh\necho {place}\ncat >/dev/null\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["board"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return folder["board"];
    }
}
