using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Commands;

/// <summary>The program without its process: what tests call, and what <c>Main</c> calls.</summary>
internal static class Cli
{
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs one command line with plain output.</summary>
    /// <param name="arguments">The arguments after the program's name.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellation">Cancelled by Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellation = default) =>
        Run(arguments, new Screen(output, error, TerminalTraits.Plain), cancellation);

    /// <summary>Runs one command line on a screen.</summary>
    public static int Run(IReadOnlyList<string> arguments, Screen screen, CancellationToken cancellation)
    {
        try
        {
            var code = Run(new Session(arguments, screen, cancellation));
            screen.Output.Flush();
            return code;
        }
#pragma warning disable CA1031 // Whatever went wrong, the user reads one sentence.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Explain(exception, screen.Output, screen.Error);
        }
    }

    private static int Run(Session session)
    {
        // 'help train' is 'train --help', as other programs have it.
        IReadOnlyList<string> arguments = session.Arguments is ["help", ..] ? [.. session.Arguments.Skip(1), "--help"] : session.Arguments;
        var parsed = new FhnHwCommand().Parse(arguments, Parsing);
        if (UsageError.Of(parsed) is { } sentence)
        {
            session.Screen.Error.WriteLine($"fhnhw: {Sentences.Shown(NearestName.In(sentence))}");
            return ExitCode.BadInput;
        }

        RunningCommand.Begins(parsed);
        return parsed.Invoke(session);
    }

    private static int Explain(Exception exception, TextWriter output, TextWriter error)
    {
        var failure = Failure.Of(exception);
        if (failure.Sentence is null)
        {
            return failure.Code;
        }

        FlushQuietly(output);
        error.WriteLine($"fhnhw: {failure.Sentence}");
        if (Environment.GetEnvironmentVariable(Failure.DebugVariable) == "1")
        {
            error.WriteLine(exception);
        }

        return failure.Code;
    }

    // Sends out what was written before the failure. If that fails too, there is nobody to tell.
    private static void FlushQuietly(TextWriter output)
    {
        try
        {
            output.Flush();
        }
        catch (IOException)
        {
        }
    }
}
