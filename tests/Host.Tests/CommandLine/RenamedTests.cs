using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Commands;
using FhnHw.Host.Tests.Commands;

namespace FhnHw.Host.Tests.CommandLine;

public class RenamedTests
{
    public static TheoryData<string> Names => [.. Renamed.Names.Keys];

    public static TheoryData<string> Values => [.. Renamed.Values.Keys.Select(value => $"{value.Option} {value.Value}")];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_old_option_or_command_is_refused_with_the_new_name(string old)
    {
        var name = Renamed.Names[old];
        var command = PathTo(name);
        Assert.All([$"{command} {old}", $"{command} {old} 1", $"{command} {old} --help"], line => ShouldSay($"'{old}' is now '{name}'.", line));
    }

    [Theory]
    [InlineData("train --turn=7", "'--turn' is now '--rotation'.")]
    [InlineData("train --epochs 3 --spread:0.1", "'--spread' is now '--mismatch'.")]
    [InlineData("board build --own icebreaker", "'--own' is now '--per-cell'.")]
    [InlineData("eval runs/one --free-running", "'--free-running' is now '--stateful'.")]
    public void An_old_option_is_found_wherever_it_stands(string line, string sentence) => ShouldSay(sentence, line);

    [Theory]
    [MemberData(nameof(Values))]
    public void An_old_value_is_refused_with_the_new_one(string given)
    {
        var (option, old) = given.Split(' ') is [var first, var second] ? (first, second) : throw new ArgumentException(given);
        ShouldSay($"'{old}' is now '{Renamed.Values[(option, old)]}'.", $"{PathTo(option)} {given}");
    }

    [Theory]
    [InlineData("train --device sim:own:4", "'sim:own:4' is now 'sim:per-cell:4'.")]
    [InlineData("train --device sim --array parallel --lanes 20", "'--lanes' of a parallel array is now '--cells'.")]
    [InlineData("board build hx8k --array parallel --lanes 20 --bits 3", "'--lanes' of a parallel array is now '--cells'.")]
    [InlineData("board sim --array parallel --lanes 20 --bits 3", "'--lanes' of a parallel array is now '--cells'.")]
    public void An_array_s_old_form_is_refused_with_the_new_one(string line, string sentence) => ShouldSay(sentence, line);

    [Theory]
    [InlineData("report implant", "implant")]
    [InlineData("robustness --own", "'--own' is no option of fhnhw robustness")]
    public void A_command_without_the_new_name_says_what_it_says_of_any_word(string line, string words) =>
        CliRun.Of(line).ShouldBeRefused(2, words);

    private static void ShouldSay(string sentence, string line)
    {
        var run = CliRun.Of(line);
        Assert.Equal((2, "", $"fhnhw: {sentence}\n"), (run.Code, run.Output, run.Error));
    }

    // The words before the name: those of the first command that has it.
    private static string PathTo(string name) =>
        Find(new FhnHwCommand(), "", name) ?? throw new InvalidOperationException($"No command has {name}.");

    private static string? Find(Command command, string path, string name) =>
        command.Options.Any(option => option.Name == name) || command.Subcommands.Any(sub => sub.Name == name)
            ? path
            : command.Subcommands.Select(sub => Find(sub, $"{path} {sub.Name}", name)).FirstOrDefault(found => found is not null);
}
