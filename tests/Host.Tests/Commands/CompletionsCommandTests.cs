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
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName fhnhw")]
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
        Assert.Equal(["lab"], Complete("fhnhw train --imperfections l"));
    }

    [Theory]
    [InlineData("completions ", "bash")]
    [InlineData("train --preset ", "deep")]
    [InlineData("train --surrogate ", "measured")]
    [InlineData("train --schedule ", "constant")]
    [InlineData("train --device ", "opencl")]
    [InlineData("robustness --sweep ", "mismatch")]
    [InlineData("board build ic", "icebreaker")]
    [InlineData("board build ", "pico")]
    [InlineData("board selftest s", "sim")]
    [InlineData("verify cpu o", "opencl")]
    public void Values_are_suggested(string line, string value)
    {
        using var output = new StringWriter();
        Assert.Equal(0, Cli.Run([$"[suggest:{line.Length}]", line], output, TextWriter.Null));
        Assert.Contains(value, output.ToString().Split('\n').Select(text => text.Trim()));
    }

    [Theory]
    [InlineData("board build", "<BOARD>")]
    [InlineData("board figures", "<BOARD>")]
    [InlineData("board plan", "<DEVICE>")]
    [InlineData("board selftest", "<DEVICE>")]
    [InlineData("calibrate", "<DEVICE>")]
    [InlineData("verify", "<A>")]
    public void Help_names_an_argument_and_does_not_list_its_values(string command, string name) =>
        Assert.Contains(name, CliRun.Of($"{command} --help").Output);

    [ZshFact]
    [Trait("Needs", "Linux")]
    public void Zsh_completes_a_command_an_option_and_a_value()
    {
        Assert.Equal(["trace", "train"], CompleteInZsh("fhnhw", "tra"));
        Assert.Equal(["--data", "--dead", "--device", "--drift", "--dropout", "--dt-exponent"], CompleteInZsh("fhnhw", "train", "--d"));
        Assert.Equal(["lab"], CompleteInZsh("fhnhw", "train", "--imperfections", "l"));
    }

    // In the place of zsh's own builtins, which work on a terminal alone: what would be offered is printed, as far as it begins as the last word does.
    private static string[] CompleteInZsh(params string[] words)
    {
        var script = $$"""
            fhnhw() { dotnet '{{typeof(Cli).Assembly.Location}}' "$@"; }
            compdef() { : }
            compadd() { shift; print -rl -- ${(M)@:#${words[-1]}*} }
            _files() { : }
            {{CliRun.Of("completions zsh").Output}}
            words=({{string.Join(' ', words)}})
            _fhnhw
            """;
        using var zsh = Process.Start(new ProcessStartInfo("zsh", ["-f", "-c", script]) { RedirectStandardOutput = true })!;
        var found = zsh.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        zsh.WaitForExit();
        return found;
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

/// <summary>A test that needs zsh; a named skip without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ZshFactAttribute : FactAttribute
{
    public ZshFactAttribute() => Skip = File.Exists("/usr/bin/zsh") || File.Exists("/bin/zsh") ? null : "zsh is not installed (apt-get install zsh).";
}
