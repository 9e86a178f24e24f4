using System.Diagnostics;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// Ends a tool with this process, also where this process is killed: Linux sends the tool a signal (prctl's PR_SET_PDEATHSIG, which setpriv of
/// util-linux sets) when the thread that started it is gone. make passes the signal on to what it runs.
/// </summary>
internal static class Leash
{
    private const string SetPriv = "/usr/bin/setpriv", Option = "--pdeathsig";

    private static readonly Lazy<bool> Known = new(IsKnown);

    /// <summary>The program and arguments that start a tool on the leash; those of the tool itself where the system has none.</summary>
    public static (string Program, IEnumerable<string> Arguments) Start(string program, IEnumerable<string> arguments) =>
        Known.Value ? (SetPriv, [Option, "TERM", "--", program, .. arguments]) : (program, arguments);

    private static bool IsKnown()
    {
        if (!File.Exists(SetPriv))
        {
            return false;
        }

        using var help = Process.Start(new ProcessStartInfo(SetPriv, ["--help"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = help.StandardError.ReadToEndAsync();
        var text = help.StandardOutput.ReadToEnd() + errors.Result;
        return text.Contains(Option, StringComparison.Ordinal);
    }
}
