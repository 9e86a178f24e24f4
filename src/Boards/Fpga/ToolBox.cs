using System.Diagnostics;

namespace FhnHw.Boards.Fpga;

/// <summary>Finds tools on a search path and runs them.</summary>
/// <param name="searchPath">Folders as in PATH; empty for none.</param>
/// <param name="places">Where else the tools of FPGAs may lie; null for nowhere.</param>
public sealed class ToolBox(string searchPath, ToolPlaces? places = null)
{
    /// <summary>The tools that this process would find.</summary>
    public static ToolBox OfProcess() => new(Environment.GetEnvironmentVariable("PATH") ?? "", ToolPlaces.OfProcess());

    /// <summary>
    /// The tools of a family: those on the path where all are there, else those of the first other place that has all. yosys, router and packer of one
    /// place were made for each other, so they are not mixed. Where no place has all, what is on the path, for <see cref="Require"/> to say what is missing.
    /// </summary>
    public ToolBox For(FpgaFamily family) =>
        places is null || family.Tools.All(tool => Find(tool) is not null) ? this
        : places.Of(family).Select(folder => new ToolBox(folder + Path.PathSeparator + searchPath))
            .FirstOrDefault(there => family.Tools.All(tool => there.Find(tool) is not null)) ?? this;

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
        throw new ToolMissingException($"{names} {(missing.Length == 1 ? "is" : "are")} missing; {Remedy(missing)}.");
    }

    /// <summary>What brings missing tools here: packages where all have one, else what fetches those of a family.</summary>
    public static string Remedy(IReadOnlyList<Tool> missing)
    {
        var packages = missing.Select(tool => tool.Package).OfType<string>().Distinct().ToArray();
        var family = FpgaFamily.All.FirstOrDefault(family => missing.Any(tool => tool.Package is null && family.Tools.Contains(tool)));
        return family is null
            ? $"install with 'sudo apt-get install {string.Join(' ', packages)}'"
            : $"fetch with 'tools/fpga-toolchain {family.Name}', or install the OSS CAD Suite (https://github.com/YosysHQ/oss-cad-suite-build)";
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
