using System.Diagnostics;
using System.Runtime.InteropServices;
using FhnHw.Boards.Lines;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Tests;

/// <summary>The reference device in C as a process: the other end of the link's tests. Built once, by its Makefile.</summary>
public sealed partial class ReferenceDevice : IDisposable
{
    private static readonly Lazy<string> Program = new(Build);

    private readonly Process _process;
    private readonly string? _constants;

    private ReferenceDevice(Process process, string? constants, bool tcp)
    {
        _process = process;
        _constants = constants;
        Place = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The reference device ended at its start.");
        Address = tcp
            ? new BoardAddress.Tcp("127.0.0.1", int.Parse(Place, System.Globalization.CultureInfo.InvariantCulture))
            : new BoardAddress.Serial(Place);
    }

    /// <summary>The path of its pseudo-terminal, or the number of its port.</summary>
    public string Place { get; }

    /// <summary>Its address.</summary>
    public BoardAddress Address { get; }

    /// <summary>Starts a device on a pseudo-terminal.</summary>
    public static ReferenceDevice OnTerminal(CellConstants constants, params string[] more) => Start(constants, false, ["--pty", .. more]);

    /// <summary>Starts a device on a TCP port, any free one unless another is given.</summary>
    public static ReferenceDevice OnTcp(CellConstants constants, int port = 0, params string[] more) =>
        Start(constants, true, ["--tcp", $"{port}", .. more]);

    /// <summary>Starts another build of it, on any free TCP port.</summary>
    public static ReferenceDevice OnTcpOf(string program, CellConstants constants) => Start(program, constants, true, ["--tcp", "0"]);

    /// <summary>Starts another board that is a program, such as the simulated one, on a pseudo-terminal.</summary>
    public static ReferenceDevice OnTerminalOf(string program) =>
        new(Process.Start(new ProcessStartInfo(program, ["--pty"]) { RedirectStandardOutput = true })!, null, false);

    /// <summary>Ends the process as a crash would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Stops the process without ending it; its line stays open and silent.</summary>
    public void Stop() => Signal(_process.Id, 19);

    /// <summary>Lets a stopped process continue.</summary>
    public void Continue() => Signal(_process.Id, 18);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        if (_constants is not null)
        {
            File.Delete(_constants);
        }
    }

    private static ReferenceDevice Start(CellConstants constants, bool tcp, string[] arguments) => Start(Program.Value, constants, tcp, arguments);

    private static ReferenceDevice Start(string program, CellConstants constants, bool tcp, string[] arguments)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, CConstants.Text(constants));
        var start = new ProcessStartInfo(program, [.. arguments, "--constants", file]) { RedirectStandardOutput = true };
        return new ReferenceDevice(Process.Start(start)!, file, tcp);
    }

    private static string Build()
    {
        var start = new ProcessStartInfo("make", ["-s", "-C", Path.Combine(Checkout.Root, "tools", "refdevice")]) { RedirectStandardError = true };
        using var make = Process.Start(start)!;
        var errors = make.StandardError.ReadToEnd();
        make.WaitForExit();
        return make.ExitCode == 0
            ? Path.Combine(Checkout.Root, "artifacts", "refdevice", "fhn-refdevice")
            : throw new InvalidOperationException($"The reference device does not build: {errors}");
    }

    private static void Signal(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
