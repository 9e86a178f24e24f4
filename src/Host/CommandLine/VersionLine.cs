using System.CommandLine;
using System.CommandLine.Invocation;

namespace FhnHw.Host.CommandLine;

/// <summary><c>--version</c>: name and version on one line.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command line this line.</summary>
    public static void ReplaceIn(RootCommand root)
    {
        foreach (var option in root.Options.OfType<VersionOption>())
        {
            option.Description = "show the version";
            option.Action = new VersionLine();
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Session.Of(parseResult).Output.WriteLine($"fhnhw {Provenance.Version}");
        return ExitCode.Done;
    }
}
