using System.Diagnostics;
using FhnHw.Boards.Lines;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Lines;

/// <summary>A serial port belongs to one program at a time, also where root asks.</summary>
public class PortLockTests
{
    private static readonly CellConstants Constants = new(new CellFormat(), new CellParameters());

    [DeviceFact]
    public void A_port_that_is_open_is_refused_at_once_and_free_again_when_it_is_closed()
    {
        using var device = ReferenceDevice.OnTerminal(Constants);
        using (device.Address.Open())
        {
            Assert.StartsWith($"The port {device.Place} is in use by ", Assert.Throws<DeviceMissingException>(() => device.Address.Open()).Message);
        }

        device.Address.Open().Dispose();
    }

    [DeviceFact]
    public void A_program_that_has_the_port_open_without_a_lock_is_named()
    {
        using var device = ReferenceDevice.OnTerminal(Constants);
        using var other = Process.Start(new ProcessStartInfo("tail", ["-f", device.Place]) { RedirectStandardOutput = true })!;
        try
        {
            Generous.Until(() => PortUsers.Of(device.Place).Count > 0, "the other program");
            Assert.Equal(
                $"The port {device.Place} is in use by process {other.Id} (tail); end that first.",
                Assert.Throws<DeviceMissingException>(() => device.Address.Open()).Message);
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }

        device.Address.Open().Dispose();
    }
}
