namespace FhnHw.Boards.Fpga;

/// <summary>A device on USB.</summary>
/// <param name="Vendor">Its maker's number, 4 hexadecimal digits.</param>
/// <param name="Product">Its number at that maker.</param>
/// <param name="Serial">Its serial number; empty where it has none.</param>
public sealed record UsbDevice(string Vendor, string Product, string Serial);

/// <summary>What is plugged in, as Linux lists it.</summary>
/// <param name="folder">The folder with one entry a device; /sys/bus/usb/devices on Linux.</param>
public sealed class UsbDevices(string folder = "/sys/bus/usb/devices")
{
    /// <summary>The maker of the serial and programming chip on all boards here (FTDI).</summary>
    public const string Ftdi = "0403";

    /// <summary>The devices of this maker, whether or not they may be opened.</summary>
    public IReadOnlyList<UsbDevice> Of(string vendor) => Directory.Exists(folder)
        ? [.. from device in Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
              where Read(device, "idVendor") == vendor
              select new UsbDevice(vendor, Read(device, "idProduct"), Read(device, "serial"))]
        : [];

    private static string Read(string device, string name)
    {
        try
        {
            var path = Path.Combine(device, name);
            return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
