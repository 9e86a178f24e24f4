using System.Globalization;
using System.Text;
using FhnHw.Fuzz.Engine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Commands;
using FhnHw.Host.Terminal;

namespace FhnHw.Fuzz.Commands;

/// <summary>A call of the program within this process, ended after a while from outside, as Ctrl-C would.</summary>
internal static class ProgramRun
{
    private const int MostOutput = 8 << 20;

    /// <summary>Runs a command line and judges how it ended.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="width">Columns of the terminal; 0 for a pipe.</param>
    /// <param name="patience">After which time it is ended from outside.</param>
    /// <exception cref="FoundException">It failed without a clear sentence.</exception>
    public static void Judge(IReadOnlyList<string> arguments, int width, TimeSpan patience)
    {
        using var output = new BoundedWriter();
        using var error = new BoundedWriter();
        using var cancellation = new CancellationTokenSource(patience);
        var screen = new Screen(output, error, width == 0 ? TerminalTraits.Plain : new TerminalTraits(true, false, width));
        var code = Cli.Run(arguments, screen, cancellation.Token);
        var last = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var complaint = code switch
        {
            ExitCode.Done or ExitCode.Interrupted => null,
            ExitCode.CheckFailed or ExitCode.BadInput or ExitCode.DeviceMissing when last.StartsWith("fhnhw: ", StringComparison.Ordinal) =>
                Verdict.OfSentence(last["fhnhw: ".Length..]),
            ExitCode.CheckFailed => null, // doctor and verify tell what failed in their table
            _ => $"exit code {code} without a sentence",
        };
        if (complaint is not null)
        {
            throw new FoundException(string.Create(CultureInfo.InvariantCulture, $"{complaint} [width {width}: {string.Join(' ', arguments)}]"));
        }
    }

    /// <summary>Keeps text up to a bound; more is a program that prints without end.</summary>
    private sealed class BoundedWriter : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            Bound();
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Bound();
            base.Write(value);
        }

        private void Bound()
        {
            if (GetStringBuilder().Length > MostOutput)
            {
                throw new FoundException("prints without end");
            }
        }
    }
}
