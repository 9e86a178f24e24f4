using System.Globalization;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Lines;

/// <summary>A serial port of an adapter on USB.</summary>
/// <param name="Port">The port as it is named now, such as /dev/ttyUSB0: the number depends on what was plugged in first.</param>
/// <param name="Number">The adapter's serial number; empty where it has none.</param>
/// <param name="BusPath">The socket that it is plugged in, as the kernel counts: 1-2.4 is port 4 of the hub on port 2 of bus 1.</param>
/// <param name="Interface">Which of the adapter's ports, from 0: boards with an FT2232 have two.</param>
/// <param name="Title">Maker and product, as the adapter says; empty where it says nothing.</param>
public sealed record UsbAdapter(string Port, string Number, string BusPath, int Interface, string Title);

/// <summary>The serial ports on USB, by what does not change: the adapter's serial number, or the socket that it is plugged in.</summary>
/// <param name="system">The folder of the kernel's devices, /sys on Linux.</param>
/// <param name="ports">The folder of the ports.</param>
public sealed class UsbAdapters(string system = "/sys", string ports = "/dev")
{
    // The names that Linux gives to USB adapters.
    private static readonly string[] PortNames = ["ttyUSB*", "ttyACM*"];

    /// <summary>Every port.</summary>
    public IReadOnlyList<UsbAdapter> List()
    {
        var folder = Path.Combine(system, "class", "tty");
        return !Directory.Exists(folder) ? []
            : [.. PortNames.SelectMany(pattern => Directory.GetFileSystemEntries(folder, pattern)).Select(Of).OfType<UsbAdapter>()
                .OrderBy(adapter => adapter.Port.Length).ThenBy(adapter => adapter.Port, StringComparer.Ordinal)];
    }

    /// <summary>The name of a port on the command line that stays the same: by serial number where that is the adapter's alone, else by socket.</summary>
    public static string NameOf(UsbAdapter adapter, IReadOnlyList<UsbAdapter> all)
    {
        var same = all.Where(other => other.Number == adapter.Number).ToArray();
        var hasNumber = adapter.Number.Length > 0 && !adapter.Number.AsSpan().ContainsAny(":@ ") && same.All(other => other.BusPath == adapter.BusPath);
        var several = all.Count(other => other.BusPath == adapter.BusPath) > 1;
        var which = several ? string.Create(CultureInfo.InvariantCulture, $":{adapter.Interface}") : "";
        return hasNumber ? $"serial:usb:{adapter.Number}{which}" : $"serial:path:{adapter.BusPath}{which}";
    }

    /// <summary>The port of an adapter.</summary>
    /// <param name="number">The adapter's serial number, or null.</param>
    /// <param name="busPath">The socket that it is plugged in, or null.</param>
    /// <param name="which">Which of its ports; null where it has one.</param>
    /// <exception cref="DeviceMissingException">There is no such adapter, or several.</exception>
    public string Find(string? number, string? busPath, int? which)
    {
        if (OperatingSystem.IsMacOS())
        {
            return FindOnMac(number);
        }

        if (!Directory.Exists(system))
        {
            throw new DeviceMissingException("Adapters are found by number or socket on Linux and macOS alone; name the port, such as serial:COM3.");
        }

        var all = List();
        var what = number is not null ? $"with the serial number {number}" : $"on the socket {busPath}";
        UsbAdapter[] found = [.. all.Where(adapter =>
            (number is null || adapter.Number == number) && (busPath is null || adapter.BusPath == busPath)
            && (which is null || adapter.Interface == which))];
        return found switch
        {
            [var one] => one.Port,
            [] => throw new DeviceMissingException(
                $"No adapter {what}{(which is null ? "" : $" and a port {which}")} is plugged in; "
                    + $"{(all.Count == 0 ? "there is none at all" : $"there is {Names(all, all)}")}."),
            _ => throw new DeviceMissingException($"There are several ports {what}; name one of them: {Names(found, all)}."),
        };
    }

    private static string Names(IReadOnlyList<UsbAdapter> some, IReadOnlyList<UsbAdapter> all) =>
        string.Join(", ", some.Select(adapter => NameOf(adapter, all)));

    // macOS puts the number into the port's name: cu.usbserial-NUMBER, with a digit or letter behind it where the adapter has several ports.
    private string FindOnMac(string? number) =>
        (number is null ? [] : Directory.GetFiles(ports, $"cu.usb*{number}*")) switch
        {
            [var one] => one,
            [] => throw new DeviceMissingException(
                $"No port of an adapter with the serial number {number} is there; look at the names of {ports}/cu.usb*, and name the port: serial:PORT."),
            var several => throw new DeviceMissingException($"There are several ports of that adapter: {string.Join(", ", several)}; name one: serial:PORT."),
        };

    // The entry is a link into the tree of devices, where an interface lies in its adapter and the port in its interface.
    private UsbAdapter? Of(string entry)
    {
        try
        {
            var target = Directory.ResolveLinkTarget(entry, returnFinalTarget: true)?.FullName ?? entry;
            for (var folder = new DirectoryInfo(target); folder is not null; folder = folder.Parent)
            {
                if (Read(folder.FullName, "bInterfaceNumber") is { Length: > 0 } which && folder.Parent is { } adapter)
                {
                    var title = $"{Read(adapter.FullName, "manufacturer")} {Read(adapter.FullName, "product")}".Trim();
                    _ = int.TryParse(which, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var index);
                    return new UsbAdapter(Path.Combine(ports, Path.GetFileName(entry)), Read(adapter.FullName, "serial"), adapter.Name, index, title);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It was unplugged meanwhile.
        }

        return null;
    }

    private static string Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? string.Concat(File.ReadAllText(path).Trim().Where(letter => !char.IsControl(letter))) : "";
    }
}
