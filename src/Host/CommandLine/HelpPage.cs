using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FhnHw.Host.CommandLine;

/// <summary><c>--help</c>: the library's page, and after it examples to try.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
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
        _page.MaxWidth = session.Screen.Width;
        _page.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ProgramCommand { Examples.Count: > 0 } command)
        {
            session.Output.WriteLine(command.Examples.Count == 1 ? "Example:" : "Examples:");
            foreach (var example in command.Examples)
            {
                session.Output.WriteLine($"  {example}");
            }
        }

        return ExitCode.Done;
    }
}
