using System.Globalization;

namespace FhnHw.Boards.Lines;

/// <summary>
/// The latency timer of FTDI's adapters: so long a byte waits in the adapter for more, until a packet of USB is full, ms. The driver sets 16, so the last
/// bytes of a reply come up to 16 ms late; at 1 they come at once, and nothing is lost by it.
/// </summary>
public static class LatencyTimer
{
    /// <summary>The longest that a reply does not wait for, ms.</summary>
    public const int Wanted = 1;

    /// <summary>A port's timer, ms; null where the port has none, as other adapters and other systems.</summary>
    /// <param name="port">The port, such as /dev/ttyUSB0, or a link to it.</param>
    /// <param name="system">The folder of the kernel's devices.</param>
    public static int? Of(string port, string system = "/sys")
    {
        try
        {
            var name = Path.GetFileName(File.ResolveLinkTarget(port, returnFinalTarget: true)?.FullName ?? port);
            var path = PathOf(name, system);
            return File.Exists(path) && int.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
                ? milliseconds : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // unplugged meanwhile
        }
    }

    /// <summary>What a longer timer costs.</summary>
    public static string Cost(string port, int milliseconds) => string.Create(
        CultureInfo.InvariantCulture, $"the latency timer of {port} is {milliseconds} ms: the last bytes of a batch wait so long in the adapter");

    /// <summary>How to shorten it, until the adapter is unplugged.</summary>
    public static string Remedy(string port) => string.Create(
        CultureInfo.InvariantCulture, $"echo {Wanted} | sudo tee {PathOf(Path.GetFileName(port), "/sys")}; for good by the udev rule in docs/boards.md");

    private static string PathOf(string name, string system) => Path.Combine(system, "bus", "usb-serial", "devices", name, "latency_timer");
}
