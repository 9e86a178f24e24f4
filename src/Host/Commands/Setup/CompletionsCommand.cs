using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Setup;

/// <summary>What <c>completions</c> was told.</summary>
/// <param name="Shell">The shell.</param>
internal sealed record CompletionsSettings(string Shell);

/// <summary>
/// <c>completions</c>: a script with which a shell completes commands and options. It asks the program itself, by its directive <c>[suggest]</c>.
/// </summary>
internal sealed class CompletionsCommand : ProgramCommand<CompletionsSettings>
{
    private static readonly string[] Shells = ["bash", "zsh", "powershell"];

    private readonly Argument<string> _shell = new("shell") { Description = "bash, zsh or powershell" };

    /// <summary>Declares the argument.</summary>
    public CompletionsCommand() : base(
        "completions", "print a script with which a shell completes commands and options",
        "source <(fhnhw completions bash)",
        "fhnhw completions powershell | Out-String | Invoke-Expression")
    {
        _shell.CompletionSources.Add(Shells);
        Add(_shell);
    }

    /// <inheritdoc/>
    protected override CompletionsSettings Read(ParseResult arguments) => Called(arguments.GetValue(_shell)) is { } shell && Shells.Contains(shell)
        ? new CompletionsSettings(shell)
        : throw new InvalidSettingException($"There are no completions for '{arguments.GetValue(_shell)}'; give bash, zsh or powershell.");

    // PowerShell's own program has a shorter name.
    private static string? Called(string? shell) => shell == "pwsh" ? "powershell" : shell;

    /// <inheritdoc/>
    protected override int Execute(CompletionsSettings settings, Session session)
    {
        using var stream = typeof(CompletionsCommand).Assembly.GetManifestResourceStream($"FhnHw.Host.Commands.Setup.completions.{settings.Shell}")!;
        using var reader = new StreamReader(stream);
        session.Output.Write(reader.ReadToEnd().ReplaceLineEndings("\n"));
        return ExitCode.Done;
    }
}
