using System.Diagnostics;
using System.Globalization;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Slurm;

/// <summary>What a command of Slurm answered.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it complained about.</param>
/// <param name="IsLate">It did not end in time and was ended.</param>
internal sealed record SlurmAnswer(int Code, string Output, string Error, bool IsLate = false);

/// <summary>Starts one of Slurm's commands and waits for it. Ctrl-C waits too, so that no submission is left in the dark.</summary>
internal static class SlurmProcess
{
    // Slurm's commands give up by themselves after some tens of seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>True where a program is on the path.</summary>
    public static bool IsHere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that are set for it.</param>
    /// <exception cref="InvalidSettingException">It is not here.</exception>
    public static SlurmAnswer Run(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            info.Environment[name] = value;
        }

        Process process;
        try
        {
            process = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidSettingException(
                $"{program} does not start ({Sentences.Join(error.Message)}); run this where Slurm's commands are, such as a login node.", error);
        }

        using (process)
        {
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                return new SlurmAnswer(
                    process.ExitCode, "", string.Create(CultureInfo.InvariantCulture, $"no answer for {Patience.TotalMinutes} minutes"), IsLate: true);
            }

            process.WaitForExit();
            return new SlurmAnswer(process.ExitCode, output.Result, errors.Result);
        }
    }
}
