using System.Diagnostics;
using FhnHw.Host.Commands;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public class CompletionsCommandTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F _fhnhw fhnhw")]
    [InlineData("zsh", "compdef _fhnhw fhnhw")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName fhnhw")]
    public void Each_shell_gets_a_script_that_asks_the_program(string shell, string line)
    {
        var run = CliRun.Of($"completions {shell}");
        Assert.Equal(0, run.Code);
        Assert.Contains(line, run.Output);
        Assert.Contains("[suggest:", run.Output);
    }

    [Fact]
    public void Another_shell_is_refused() => CliRun.Of("completions fish").ShouldBeRefused(2, "give bash, zsh or powershell");

    [Fact]
    [Trait("Needs", "Linux")]
    public void Bash_completes_a_command_and_an_option()
    {
        Assert.Equal(["trace", "train"], Complete("fhnhw tra"));
        Assert.Equal(["--data", "--dead", "--device", "--drift", "--dropout", "--dt-exponent"], Complete("fhnhw train --d"));
    }

    private static string[] Complete(string line)
    {
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.Path, "complete.sh");
        File.WriteAllText(script, $$"""
            fhnhw() { dotnet '{{typeof(Cli).Assembly.Location}}' "$@"; }
            {{CliRun.Of("completions bash").Output}}
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{line.Split(' ').Length - 1}}
            _fhnhw
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        using var bash = Process.Start(new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true })!;
        var found = bash.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        bash.WaitForExit();
        return found;
    }
}
