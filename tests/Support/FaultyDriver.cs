using System.Diagnostics;

namespace FhnHw.Tests;

/// <summary>The OpenCL driver with faults (Drivers/faulty_opencl.c), built once for a class of tests, and the program run on it.</summary>
public sealed class FaultyDriver : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _isWarm;

    public FaultyDriver()
    {
        var library = Path.Combine(_folder.Path, "libfaulty.so");
        var source = Path.Combine(Checkout.Root, "tests", "Support", "Drivers", "faulty_opencl.c");
        using var compiler = Process.Start("gcc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source, "-ldl"]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        Alone = Path.Combine(_folder.Path, "alone");
        BesidePoCl = Path.Combine(_folder.Path, "beside");
        foreach (var folder in (string[])[Alone, BesidePoCl])
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "a-faulty.icd"), library + "\n");
        }

        File.WriteAllText(Path.Combine(BesidePoCl, "pocl.icd"), "libpocl.so.2\n");
    }

    /// <summary>A folder that registers this driver alone; one that registers PoCL after it.</summary>
    public string Alone { get; }

    /// <inheritdoc cref="Alone"/>
    public string BesidePoCl { get; }

    /// <summary>A folder for the tests' files.</summary>
    public string Place => _folder.Path;

    /// <summary>The cache of the programs that run, by which their processes can be told too.</summary>
    public string Cache => Path.Combine(_folder.Path, "cache");

    /// <summary>Runs the program.</summary>
    /// <param name="program">Its fhnhw.dll.</param>
    /// <param name="vendors">The folder of drivers.</param>
    /// <param name="faults">The faults; see faulty_opencl.c.</param>
    /// <param name="line">The command line.</param>
    /// <param name="environment">More variables.</param>
    public (int Code, string Output, string Error) Run(
        string program, string vendors, string faults, string line, params (string Name, string Value)[] environment)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var info = new ProcessStartInfo(dotnet, [program, .. line.Split(' ')]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in ((string, string)[])
            [("OCL_ICD_VENDORS", vendors), ("OCL_FAULTS", faults), ("XDG_CACHE_HOME", Cache), ("POCL_CACHE_DIR", Path.Combine(Cache, "pocl")),
            ("FHNHW_OPENCL_PATIENCE", "300"), .. environment])
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var isOver = process.WaitForExit(Generous.Patience);
        if (!isOver)
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(isOver, $"'{line}' with {faults} did not end.");
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs a command without faults, the first time that it is asked: what is measured and built once is not what the faults are about.</summary>
    public void Warm(string program, string line)
    {
        if (!_isWarm)
        {
            Assert.Equal(0, Run(program, Alone, "", line).Code);
            _isWarm = true;
        }
    }

    /// <summary>Processes of these runs that are still there.</summary>
    public string[] Left() => [.. Directory.GetDirectories("/proc").Where(folder => folder[6..].All(char.IsAsciiDigit) && IsOurs(folder))];

    public void Dispose() => _folder.Dispose();

    private bool IsOurs(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Contains($"XDG_CACHE_HOME={Cache}\0", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
