using System.Diagnostics;
using System.Text.RegularExpressions;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands.Guide;

/// <summary>
/// Runs a page's commands in their order, in a folder of their own for <c>runs/</c>: those of fhnhw within this process, others by bash; one that
/// ends with <c>&amp;</c> stays until the end, on any free port in the place of the page's.
/// </summary>
internal sealed partial class GuideShell : IDisposable
{
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _devices = [];
    private readonly Dictionary<string, string> _ports = [];

    /// <summary>Where commands run: the checkout, or a copy of it that they may change.</summary>
    public string Root { get; init; } = Checkout.Root;

    /// <summary>The program within <see cref="Root"/>, where that is a copy; null to call it within this process.</summary>
    public string? Program { get; init; }

    /// <summary>The pages that commands have left.</summary>
    public IEnumerable<string> Reports => Directory.EnumerateFiles(_folder.Path, "report.html", SearchOption.AllDirectories).Select(File.ReadAllText);

    /// <summary>Runs a command.</summary>
    /// <returns>All that it writes, the places of the page in it; after <c>; echo $?</c> its exit code too.</returns>
    public string Run(string line)
    {
        if (line.EndsWith(" &", StringComparison.Ordinal))
        {
            return Start(line[..^2]);
        }

        var asked = line.EndsWith("; echo $?", StringComparison.Ordinal);
        var command = _ports.Aggregate(line.Replace("; echo $?", "", StringComparison.Ordinal), (text, port) =>
            text.Replace($":{port.Key}", $":{port.Value}", StringComparison.Ordinal)).Replace("runs/", $"{_folder.Path}/", StringComparison.Ordinal);
        var (code, output) = command.StartsWith("fhnhw ", StringComparison.Ordinal) && Program is null ? Call(command[6..]) : Bash(command);
        Assert.True(code == 0 || asked, $"{line}\n{output}");
        var told = _ports.Aggregate(output, (text, port) => text.Replace($":{port.Value}", $":{port.Key}", StringComparison.Ordinal));
        return $"{told.Replace($"{_folder.Path}/", "runs/", StringComparison.Ordinal)}\n{code}";
    }

    public void Dispose()
    {
        foreach (var device in _devices)
        {
            device.Kill(entireProcessTree: true);
            device.WaitForExit();
            device.Dispose();
        }

        _folder.Dispose();
    }

    private static (int Code, string Output) Call(string command)
    {
        var run = CliRun.Of(command);
        return (run.Code, run.Output + run.Error);
    }

    private (int Code, string Output) Bash(string command)
    {
        using var process = Begin($"exec 2>&1; {command}");
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Hangs))
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, output.Result);
    }

    // A device: it listens on a port and writes the port's number first.
    private string Start(string command)
    {
        var port = Port().Match(command).Value;
        var device = Begin($"exec {Port().Replace(command, "0")} 2>/dev/null");
        _devices.Add(device);
        _ports[port] = device.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"'{command}' ended at its start.");
        return port;
    }

    private Process Begin(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"{(Program is null ? "" : $"fhnhw() {{ dotnet '{Program}' \"$@\"; }}; ")}{Python(command)}"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Root,
        };
        return Process.Start(start)!;
    }

    private static string Python(string command) =>
        File.Exists(PythonPageTests.Debian) ? command.Replace("python3 ", $"{PythonPageTests.Debian} ", StringComparison.Ordinal) : command;

    [GeneratedRegex(@"\b5\d\d\d\b")]
    private static partial Regex Port();
}
