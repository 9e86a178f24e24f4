using System.Diagnostics;
using System.Globalization;
using FhnHw.Host.Slurm;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.Devices;

/// <summary>Tries one driver out in a process of its own (<see cref="OpenClProbe"/>), which may abort or hang.</summary>
internal static class OpenClTrialProcess
{
    /// <summary>The variable that says how many seconds a driver has for each thing it does.</summary>
    public const string PatienceVariable = "FHNHW_OPENCL_PATIENCE";

    // A compiler's first build takes a second, and a busy machine several times as long.
    private const double Patience = 30;

    private const int SignalBase = 128;

    /// <summary>What <see cref="PatienceVariable"/> says; null where it says nothing.</summary>
    public static TimeSpan? AskedPatience =>
        double.TryParse(Environment.GetEnvironmentVariable(PatienceVariable), CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>What the trial of a driver showed. One that ends its process is tried again: a machine short of memory ends processes too.</summary>
    public static OpenClDriverReport Of(OpenClDriverFile driver) =>
        Once(driver) is { Died: false } lived ? lived.Report : Once(driver).Report;

    private static (OpenClDriverReport Report, bool Died) Once(OpenClDriverFile driver)
    {
        var patience = AskedPatience ?? TimeSpan.FromSeconds(Patience);
        using var process = Start(driver);
        if (process is null)
        {
            return (new OpenClDriverReport(driver.Path, 0, null, IsHarmful: false), false); // a system that starts no process is no driver's fault
        }

        var errors = process.StandardError.ReadToEndAsync();
        var (stage, devices, isDone, isLoaded, hasKernels) = ("it is loaded", 0, false, true, false);
        try
        {
            while (Next(process, patience) is { } line)
            {
                stage = line.StartsWith(OpenClProbe.At, StringComparison.Ordinal) ? line[OpenClProbe.At.Length..] : stage;
                hasKernels |= line.StartsWith(OpenClProbe.AtKernels, StringComparison.Ordinal);
                isDone = line == OpenClProbe.Done;
                isLoaded &= line != OpenClProbe.NotLoaded;
                if (line.StartsWith(OpenClProbe.Devices, StringComparison.Ordinal))
                {
                    devices = int.Parse(line[OpenClProbe.Devices.Length..], CultureInfo.InvariantCulture);
                }
            }
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return (Harmful(string.Create(CultureInfo.InvariantCulture, $"does not answer for {patience.TotalSeconds} s while {stage}")), false);
        }

        process.WaitForExit();
        return isDone ? (new OpenClDriverReport(driver.Path, devices, Problem(), IsHarmful: false), false)
            : (Harmful($"{Ending(process.ExitCode)} while {stage}{LastWord(errors)}"), true);

        string? Problem() => !isLoaded ? $"names {driver.Library}, which cannot be loaded"
            : driver.Hindrance is not { } hindrance ? null
            : devices == 0 ? $"gives no device, since {hindrance}"
            : $"may build no kernels, since {hindrance}";

        OpenClDriverReport Harmful(string problem) =>
            new(driver.Path, devices, hasKernels ? $"{problem} ({driver.CacheHint})" : problem, IsHarmful: true);
    }

    private static string Ending(int code) => code > SignalBase
        ? string.Create(CultureInfo.InvariantCulture, $"ends its process by signal {code - SignalBase}")
        : string.Create(CultureInfo.InvariantCulture, $"ends its process with code {code}");

    // What the driver wrote, its first line.
    private static string LastWord(Task<string> errors)
    {
        var words = errors.Wait(TimeSpan.FromSeconds(1)) ? errors.Result : "";
        return words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, ..]
            ? $": {(first.Length > 120 ? first[..120] : first)}"
            : "";
    }

    private static string? Next(Process process, TimeSpan patience)
    {
        var line = process.StandardOutput.ReadLineAsync();
        return line.Wait(patience) ? line.Result : throw new TimeoutException();
    }

    private static Process? Start(OpenClDriverFile driver)
    {
        var program = Environment.ProcessPath!;
        string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? ["exec", StartedProgram.Assembly, OpenClProbe.Verb] : [OpenClProbe.Verb];
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in OpenClDriverFile.VendorsVariables)
        {
            info.Environment[name] = driver.Path;
        }

        info.Environment["DOTNET_EnableDiagnostics"] = "0"; // else a process that ends so abruptly leaves .NET's sockets in the temporary folder

        try
        {
            return Process.Start(info);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
