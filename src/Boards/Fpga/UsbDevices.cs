namespace FhnHw.Boards.Fpga;

/// <summary>What is plugged in, as Linux lists it.</summary>
/// <param name="folder">The folder with one entry a device; /sys/bus/usb/devices on Linux.</param>
public sealed class UsbDevices(string folder = "/sys/bus/usb/devices")
{
    /// <summary>The maker of the serial and programming chip on all boards here (FTDI).</summary>
    public const string Ftdi = "0403";

    /// <summary>True where a device of this maker is plugged in, whether or not it may be opened.</summary>
    public bool Has(string vendor) => Directory.Exists(folder)
        && Directory.GetDirectories(folder).Any(device => Read(Path.Combine(device, "idVendor")) == vendor);

    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
