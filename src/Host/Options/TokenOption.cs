using System.CommandLine;
using FhnHw.Boards.Wire;
using FhnHw.Host.CommandLine;

namespace FhnHw.Host.Options;

/// <summary><c>--token-file</c>: the token of a board that is shared. It is never given on the command line, where every user sees it.</summary>
internal sealed class TokenOption : OptionGroup
{
    private readonly Option<string?> _file = Make.Text(
        "--token-file", "FILE", $"the token of a board that is shared, in the file's first line; else that in ${ShareCredentials.Variable}");

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_file];

    /// <summary>Tells the session.</summary>
    public void Read(ParseResult arguments)
    {
        if (arguments.GetValue(_file) is { } path)
        {
            var session = Session.Of(arguments);
            session.Link = session.Link with { Credentials = session.Link.Credentials.WithTokenOf(path) };
        }
    }
}
