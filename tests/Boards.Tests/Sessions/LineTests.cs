using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sessions;

public class LineTests
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), new Window(100, 3200, 4));

    [BridgeFact]
    public void A_serial_line_that_ser2net_serves_over_TCP_gives_the_same_bits()
    {
        using var device = ReferenceDevice.OnTerminal(Settings.Constants);
        var port = FreePort();
        using var folder = new TemporaryFolder();
        var configuration = folder["bridge.yaml"]; // the name's ending selects the new format
        File.WriteAllText(
            configuration,
            $"connection: &board\n  accepter: tcp,127.0.0.1,{port}\n  connector: serialdev,{device.Place},3000000n81,local\n");
        var start = new ProcessStartInfo(
            File.Exists("/usr/sbin/ser2net") ? "/usr/sbin/ser2net" : "ser2net",
            ["-n", "-c", configuration, "-P", configuration + ".pid"]);
        using var bridge = Process.Start(start)!;
        try
        {
            using var cpu = new CpuArray(Settings);
            using var array = Open(new BoardAddress.Tcp("127.0.0.1", port));
            var (expected, got) = (
                cpu.Run(new(Settings.Codes.AllCodes(), Features.Trace)),
                array.Run(new(Settings.Codes.AllCodes(), Features.Trace)));
            Assert.Equal(expected.Trace!.Words!, got.Trace!.Words!);
        }
        finally
        {
            bridge.Kill();
            bridge.WaitForExit();
        }
    }

    [DeviceFact]
    public void Two_arrays_on_one_port_share_it()
    {
        using var device = ReferenceDevice.OnTerminal(Settings.Constants);
        using var first = new BoardArray(device.Address, Settings, new LinkOptions());
        using var second = new BoardArray(device.Address, Settings with { Window = new Window(0, 7, 1) }, new LinkOptions());
        Assert.Same(first.Board, second.Board);
        Assert.Equal(7, second.Run(new([1], Features.Trace)).Trace!.Samples);
        Assert.Equal(800, first.Run(new([1], Features.Trace)).Trace!.Samples);
    }

    [DeviceFact]
    public void Statistics_count_what_crossed_the_line()
    {
        using var device = ReferenceDevice.OnTerminal(Settings.Constants);
        using var array = new BoardArray(device.Address, Settings, new LinkOptions());
        _ = array.Run(new(Settings.Codes.AllCodes(), Features.Trace));
        var statistics = array.Board.Statistics;
        Assert.InRange(statistics.BytesReceived, 255 * 800 * 2, 255 * 800 * 2 * 1.03);
        Assert.InRange(statistics.BytesSent, 255 * 2, 1000);
        Assert.Equal((1, 0, 0, 0), (statistics.Jobs, statistics.Retries, statistics.Reconnects, statistics.DamagedFrames));
        Assert.InRange(statistics.BusySeconds, 0.001, statistics.Seconds);
    }

    [Theory]
    [InlineData("serial:/dev/ttyUSB0", "/dev/ttyUSB0", 3000000)]
    [InlineData("serial:COM3@115200", "COM3", 115200)]
    [InlineData("serial:/dev/odd@name", "/dev/odd@name", 3000000)]
    public void A_serial_address_is_path_and_rate(string text, string path, int baud)
    {
        var address = Assert.IsType<BoardAddress.Serial>(BoardAddress.TryParse(text));
        Assert.Equal((path, baud, text), (address.Path, address.Baud, address.ToString()));
        Assert.Equal(baud / 10.0, address.BytesPerSecond);
    }

    [Theory]
    [InlineData("tcp:localhost:5331", "localhost", 5331)]
    [InlineData("tcp:[::1]:5331", "[::1]", 5331)]
    public void A_TCP_address_is_host_and_port(string text, string host, int port) =>
        Assert.Equal(new BoardAddress.Tcp(host, port), BoardAddress.TryParse(text));

    [Theory]
    [InlineData("serial:")]
    [InlineData("tcp:host")]
    [InlineData("tcp:host:0")]
    [InlineData("tcp::1")]
    [InlineData("usb:1")]
    public void Other_texts_are_no_address(string text) => Assert.Null(BoardAddress.TryParse(text));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Waits until the bridge listens and has the serial line.
    private static BoardArray Open(BoardAddress bridge)
    {
        for (var start = Stopwatch.GetTimestamp(); ; Thread.Sleep(50))
        {
            try
            {
                return new BoardArray(bridge, Settings, new LinkOptions());
            }
            catch (DeviceMissingException) when (Stopwatch.GetElapsedTime(start) < Generous.Patience)
            {
            }
        }
    }
}
