using System.CommandLine;

namespace FhnHw.Host.Commands.Studies;

/// <summary>The command line that makes a study's tasks again: its options as they were given, without device, folder and other places.</summary>
internal static class StudyLine
{
    /// <summary>The line.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">How it was given.</param>
    /// <param name="places">Options that decide no task's bits.</param>
    /// <param name="full">Options of files and folders with their values in full, since a worker may run elsewhere.</param>
    public static IReadOnlyList<string> Of(
        Command command, ParseResult arguments, IEnumerable<Option> places, params IReadOnlyList<(Option Option, string? Value)> full) =>
    [
        command.Name,
        .. command.Options.Except(places).Where(option => arguments.GetResult(option) is { Implicit: false }).SelectMany(option => (string[])
        [
            option.Name,
            .. full.FirstOrDefault(known => known.Option == option).Value is { } value
                ? [value] : arguments.GetResult(option)!.Tokens.Select(token => token.Value),
        ]),
    ];
}
