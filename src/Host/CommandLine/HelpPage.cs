using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FhnHw.Host.CommandLine;

/// <summary>
/// <c>--help</c>: the library's page, and after it examples to try. Of many options the most used are shown, and with <c>--help all</c> each, by topic.
/// </summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    private const string Heading = "Options:";
    private const int Many = 16;

    private readonly HelpAction _page;

    private HelpPage(HelpAction page) => _page = page;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command line the page with examples.</summary>
    public static void ReplaceIn(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Description = "show this page";
            option.Action = new HelpPage((HelpAction)option.Action!);
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var session = Session.Of(parseResult);
        _page.MaxWidth = session.Screen.TextWidth;
        var command = parseResult.CommandResult.Command;
        Option[] options = [.. command.Options.Where(option => !option.Hidden), .. parseResult.RootCommandResult.Command.Options.OfType<HelpOption>()];
        if (options.Length <= Many)
        {
            _page.Invoke(parseResult);
        }
        else if (parseResult.Tokens.SkipWhile(token => token.Value is not ("--help" or "-h" or "-?")).Any(token => token.Value == "all"))
        {
            WriteAll(parseResult, options, session);
        }
        else
        {
            WriteMostUsed(parseResult, options, session);
        }

        if (command is ProgramCommand { Examples.Count: > 0 } program)
        {
            session.Output.WriteLine(program.Examples.Count == 1 ? "Example:" : "Examples:");
            foreach (var example in program.Examples)
            {
                session.Output.WriteLine($"  {example}");
            }
        }

        return ExitCode.Done;
    }

    private void WriteMostUsed(ParseResult parsed, Option[] options, Session session)
    {
        var used = OptionTopics.MostUsed([.. options.Select(option => option.Name)]);
        var name = parsed.CommandResult.Command is ProgramCommand { Examples: [var first, ..] } ? CommandIn(first) : "fhnhw";
        var (head, body) = Parts(parsed, options, option => used.Contains(option.Name) || option.Required);
        session.Output.Write($"{head}The options used most:\n{body}\n");
        session.Output.WriteLine($"'{name} --help all' shows all {options.Length}, by topic.\n");
    }

    private void WriteAll(ParseResult parsed, Option[] options, Session session)
    {
        var head = Parts(parsed, options, _ => true).Head;
        session.Output.Write(head);
        var topics = options.ToDictionary(option => option, option => OptionTopics.Of(option.Name, options.Select(each => each.Name)));
        foreach (var topic in OptionTopics.All.Select(topic => topic.Topic))
        {
            if (topics.ContainsValue(topic))
            {
                session.Output.Write($"Options, {topic}:\n{Parts(parsed, options, option => topics[option] == topic).Body}\n");
            }
        }
    }

    // The library's page with some of the options: what stands before them, and they.
    private (string Head, string Body) Parts(ParseResult parsed, Option[] options, Func<Option, bool> shown)
    {
        foreach (var option in options)
        {
            option.Hidden = !shown(option);
        }

        var (output, page) = (parsed.InvocationConfiguration.Output, new StringWriter { NewLine = "\n" });
        parsed.InvocationConfiguration.Output = page;
        _page.Invoke(parsed);
        parsed.InvocationConfiguration.Output = output;
        var text = page.ToString().ReplaceLineEndings("\n");
        var at = text.IndexOf($"{Heading}\n", StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + Heading.Length + 1)..].TrimEnd('\n') + "\n");
    }

    // "fhnhw board sim" of "fhnhw board sim --rtl".
    private static string CommandIn(string example) =>
        string.Join(' ', example.Split(' ').Take(example.StartsWith("fhnhw board ", StringComparison.Ordinal) ? 3 : 2));
}
