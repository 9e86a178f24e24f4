using System.Diagnostics;
using FhnHw.Boards.Fpga;
using FhnHw.Boards.Lines;

namespace FhnHw.Host.Checks;

/// <summary>What boards need: programs that simulate, build and flash them, and the right to open their ports.</summary>
internal static class BoardChecks
{
    private const string Ports = "/dev", Kernel = "/sys", Group = "dialout";

    // The names that Linux gives to USB adapters.
    private static readonly string[] PortNames = ["ttyUSB*", "ttyACM*"];

    /// <summary>Looks for each program and port.</summary>
    /// <param name="tools">Where programs are looked for.</param>
    /// <param name="ports">The folder of the serial ports.</param>
    /// <param name="kernel">The folder of the kernel's devices.</param>
    public static IEnumerable<Finding> Run(ToolBox tools, string ports = Ports, string kernel = Kernel) =>
    [
        Programs(tools, "simulated board", "'--device sim' is not there", Tool.Verilator, Tool.Compiler, Tool.Make),
        .. FpgaFamily.All.Select(family => Programs(
            tools.For(family), $"{family.Title} bitstreams", $"'fhnhw board build' makes none for boards of the family {family.Name}", family.Tools)),
        Programs(tools, "programmers", "'fhnhw board flash' is not there", Tool.Iceprog, Tool.OpenFpgaLoader),
        .. LatencyTimers(ports, kernel),
        SerialPorts(ports, new UsbAdapters(kernel, ports).List()),
    ];

    private static IEnumerable<Finding> LatencyTimers(string folder, string kernel) =>
        from port in UsbPorts(folder)
        let timer = LatencyTimer.Of(port, kernel)
        where timer is not null
        select timer > LatencyTimer.Wanted ? Finding.Missing("latency timer", LatencyTimer.Cost(port, timer.Value), LatencyTimer.Remedy(port))
            : Finding.Good("latency timer", $"{port}: {timer} ms");

    private static Finding Programs(ToolBox tools, string name, string without, params Tool[] needed)
    {
        Tool[] missing = [.. needed.Where(tool => tools.Find(tool) is null)];
        if (missing.Length == 0)
        {
            return Finding.Good(name, string.Join(", ", needed.Select(tool => tool.Name)) + Place(tools, needed[^1]));
        }

        var remedy = ToolBox.Remedy(missing);
        return Finding.Missing(name, $"without {string.Join(", ", missing.Select(tool => tool.Name))}: {without}", remedy);
    }

    // Tools that are not on the path are said to be where they are.
    private static string Place(ToolBox tools, Tool tool) =>
        Path.GetDirectoryName(tools.Find(tool)) is { } folder && ToolBox.OfProcess().Find(tool) is null ? $" in {folder}" : "";

    // A port that is there and may not be opened is the usual trouble with a first board.
    private static Finding SerialPorts(string folder, IReadOnlyList<UsbAdapter> adapters)
    {
        var ports = UsbPorts(folder);
        var closed = ports.Where(port => !MayOpen(port)).ToArray();
        return ports.Length == 0 ? Finding.Good("serial ports", "no USB adapter is plugged in")
            : closed.Length == 0 ? Finding.Good("serial ports", string.Join(", ", ports.Select(port => Named(port, adapters))))
            : Finding.Missing(
                "serial ports", $"{string.Join(", ", closed)} may not be opened by you",
                $"sudo usermod -a -G {Group} $USER, then log in anew");
    }

    private static string[] UsbPorts(string folder) => !Directory.Exists(folder) ? []
        : [.. PortNames.SelectMany(pattern => Directory.GetFileSystemEntries(folder, pattern)).Order(StringComparer.Ordinal)];

    private static string Named(string port, IReadOnlyList<UsbAdapter> adapters) =>
        adapters.FirstOrDefault(adapter => adapter.Port == port) is { } adapter ? $"{port} ({UsbAdapters.NameOf(adapter, adapters)})" : port;

    // Asks the program 'test', since to open a port would reset some boards.
    private static bool MayOpen(string port)
    {
        try
        {
            using var test = Process.Start("test", ["-w", port]);
            test.WaitForExit();
            return test.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return true; // no such program: nothing is known
        }
    }
}
