using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FhnHw.Host.Devices;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.CommandLine;

/// <summary>Turns what the parser found wrong into one sentence that says how to mend it.</summary>
internal static class UsageError
{
    /// <summary>The sentence, or null where the command line is sound.</summary>
    public static string? Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (OfOldName(parsed, command) is { } renamed)
        {
            return renamed;
        }

        // An option that there is not may have been taken for an argument.
        if (parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } unknown)
        {
            return Unknown(command, unknown.Value);
        }

        // Who names no device there is has chosen it first, and what else is missing comes after it.
        if (parsed.Errors.Count > 0 && parsed.UnmatchedTokens.Count == 0 && WrongDevice(parsed, command) is { } device)
        {
            return device;
        }

        return parsed.Errors.Count == 0 ? null : parsed.UnmatchedTokens.Count > 0
            ? Unknown(command, parsed.UnmatchedTokens[0])
            : Misused(command, parsed.Errors[0]);
    }

    private static string? WrongDevice(ParseResult parsed, Command command)
    {
        if (command.Options.OfType<Option<string?>>().FirstOrDefault(option => option.Name == "--device") is not { } option
            || parsed.GetResult(option) is not { Errors: var errors } || errors.Any() || parsed.GetValue(option) is not { } name)
        {
            return null;
        }

        try
        {
            _ = DeviceName.Parse(name);
            return null;
        }
        catch (InvalidSettingException error)
        {
            return error.Message;
        }
    }

    // All words are searched, since the parser may have taken an old option for an argument of the command.
    private static string? OfOldName(ParseResult parsed, Command command) => parsed.Tokens
        .Where(token => token.Type is not TokenType.Option)
        .Select(token => Renamed.Refusal(token.Value, NamesIn(command)))
        .FirstOrDefault(sentence => sentence is not null);

    private static IEnumerable<string> NamesIn(Command command) =>
        command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name));

    private static string Unknown(Command command, string token)
    {
        var isOption = token.StartsWith('-');
        var kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        var owner = PathOf(command);
        var names = NamesIn(command).ToArray();
        if (names.Contains(token))
        {
            return $"'{token}' stands before the command; write it after the command.";
        }

        if (OtherNames.Of(token.Split('=', ':')[0], names) is { } ours)
        {
            return $"'{token}' is no {kind} of {owner}; did you mean '{ours}'?";
        }

        if (OtherNames.Instead(token.Split('=', ':')[0], names) is { } instead)
        {
            return $"'{token}' is no option of {owner}: {instead}.";
        }

        if (isOption && Elsewhere(command, token.Split('=', ':')[0]) is { } elsewhere)
        {
            return elsewhere;
        }

        if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            return $"'{token}' is no argument of {owner}; a number stands behind its option, and a list of them has commas and no blanks.";
        }

        if (names.Contains("--data") && Path.Exists(token))
        {
            return $"'{token}' is no argument of {owner}; did you mean '--data {token}'?";
        }

        var near = Spelling.Nearest(token, names);
        return near is null
            ? $"'{token}' is no {kind} of {owner}; '{owner} --help' lists what there is."
            : $"'{token}' is no {kind} of {owner}; did you mean '{near}'?";
    }

    // An option that other commands have, those beside this one first, then train, which has the most; a network's own settings are those of train, and
    // who evaluates one may not know that they stand in the run.
    private static string? Elsewhere(Command command, string option)
    {
        var group = command.Parents.FirstOrDefault();
        var owners = Below(RootOf(command)).Where(other => other.Options.Any(own => own.Name == option))
            .OrderByDescending(other => group is not (null or RootCommand) && other.Parents.Contains(group))
            .ThenByDescending(other => PathOf(other) == "fhnhw train").Select(PathOf).ToArray();
        var takesRun = command.Arguments.Any(argument => argument.Name.StartsWith("run", StringComparison.Ordinal));
        return owners.Length == 0 ? null
            : takesRun && owners.Contains("fhnhw train") ? $"'{option}' is no option of {PathOf(command)}, since the run has it; give it to 'fhnhw train'."
            : $"'{option}' is no option of {PathOf(command)}, but of '{owners[0]}'; '{PathOf(command)} --help' lists what there is.";
    }

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(Below).Prepend(command);

    private static Command RootOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? RootOf(parent) : command;

    private static string Misused(Command command, ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, IdentifierToken: null } missing =>
            $"{PathOf(command)} needs {missing.Option.Name} {missing.Option.HelpName}{Example(command)}.",
        OptionResult { Tokens.Count: 0 } bare => $"{bare.Option.Name} needs a value: {bare.Option.Description}.",
        OptionResult { IdentifierTokenCount: > 1 } twice => $"{twice.Option.Name} is given {twice.IdentifierTokenCount} times; give it once.",
        ArgumentResult { Tokens.Count: 0 } missing => $"{PathOf(command)} needs {missing.Argument.Name}{Example(command)}.",
        CommandResult { Command.Subcommands.Count: > 0 } bare =>
            $"{bare.Command.Name} needs one of {Sentences.Choice([.. bare.Command.Subcommands.Select(sub => sub.Name)])}{Example(command)}.",
        _ => error.Message,
    };

    private static string PathOf(Command command) =>
        command is RootCommand ? "fhnhw" : $"{PathOf(command.Parents.OfType<Command>().First())} {command.Name}";

    private static string Example(Command command) =>
        command is ProgramCommand { Examples: [var first, ..] } ? $"; try '{first}'" : "";
}
