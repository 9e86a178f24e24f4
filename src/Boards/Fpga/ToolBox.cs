using System.Diagnostics;

namespace FhnHw.Boards.Fpga;

/// <summary>Finds tools on a search path and runs them.</summary>
/// <param name="searchPath">Folders as in PATH; empty for none.</param>
public sealed class ToolBox(string searchPath)
{
    /// <summary>The tools that this process would find.</summary>
    public static ToolBox OfProcess() => new(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>Where the tool lies, or null.</summary>
    public string? Find(Tool tool) => searchPath
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? tool.Name + ".exe" : tool.Name))
        .FirstOrDefault(File.Exists);

    /// <summary>Asserts that all tools are there.</summary>
    /// <exception cref="ToolMissingException">Some are not; the message names them all, and how to install them.</exception>
    public void Require(params Tool[] tools)
    {
        Tool[] missing = [.. tools.Where(tool => Find(tool) is null)];
        if (missing.Length == 0)
        {
            return;
        }

        var names = string.Join(" and ", missing.Select(tool => tool.Name));
        var packages = missing.Select(tool => tool.Package).OfType<string>().Distinct().ToArray();
        throw new ToolMissingException(packages.Length > 0
            ? $"{names} {(missing.Length == 1 ? "is" : "are")} missing; install with 'sudo apt-get install {string.Join(' ', packages)}'."
            : $"{names} {(missing.Length == 1 ? "is" : "are")} missing, and in no Debian package; "
                + "install the OSS CAD Suite (https://github.com/YosysHQ/oss-cad-suite-build).");
    }

    /// <summary>The first line that the tool prints about its version; its name alone where it prints none.</summary>
    /// <exception cref="ToolMissingException">It is not there.</exception>
    public string Version(Tool tool)
    {
        if (tool.VersionArgument.Length == 0)
        {
            Require(tool);
            return tool.Name;
        }

        var output = Run(tool, [tool.VersionArgument], Environment.CurrentDirectory, CancellationToken.None).Output;
        return output.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? tool.Name;
    }

    /// <summary>Runs a tool to its end.</summary>
    /// <param name="tool">Which.</param>
    /// <param name="arguments">Its arguments, passed on as they are.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="cancellation">Ends it, and all that it started.</param>
    /// <param name="mayOutlive">
    /// True for a tool that goes on to its end when this process is killed, such as a programmer amid writing a flash memory; others end with it.
    /// </param>
    /// <exception cref="ToolMissingException">It is not there.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public ToolRun Run(Tool tool, IEnumerable<string> arguments, string folder, CancellationToken cancellation, bool mayOutlive = false)
    {
        Require(tool);
        var watch = Stopwatch.StartNew();
        var (program, all) = mayOutlive ? (Find(tool)!, arguments) : Leash.Start(Find(tool)!, arguments);
        using var process = Process.Start(new ProcessStartInfo(program, all)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new ToolMissingException($"{tool.Name} does not start; install it again.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using (cancellation.Register(() => End(process)))
        {
            process.WaitForExit();
        }

        cancellation.ThrowIfCancellationRequested();
        return new ToolRun(process.ExitCode, output.Result + error.Result, watch.Elapsed);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
