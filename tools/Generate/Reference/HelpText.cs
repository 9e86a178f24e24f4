using System.CommandLine;
using FhnHw.Host.Commands;
using FhnHw.Host.Terminal;

namespace FhnHw.Generate.Reference;

/// <summary>What <c>--help all</c> of a command says, taken apart.</summary>
/// <param name="Command">The command as it is typed, after <c>fhnhw</c>.</param>
/// <param name="Sections">Headings without their colon, with the lines below each.</param>
internal sealed record HelpText(string Command, IReadOnlyList<(string Heading, string[] Lines)> Sections)
{
    // Wide enough that no line is folded.
    private const int Width = 2000;

    /// <summary>Calls the program for the help of a command.</summary>
    public static HelpText Of(string command)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var screen = new Screen(output, TextWriter.Null, new TerminalTraits(OutputIsTerminal: true, ErrorIsTerminal: false, Width) { WidestText = Width });
        if (Cli.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help", "all"], screen, CancellationToken.None) != 0)
        {
            throw new InvalidOperationException($"'fhnhw {command} --help all' fails.");
        }

        var sections = new List<(string, string[])>();
        var text = output.ToString().ReplaceLineEndings("\n").Replace($"  {RootCommand.ExecutableName} ", "  fhnhw ", StringComparison.Ordinal);
        foreach (var block in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).SelectMany(Blocks))
        {
            sections.Add((block[0].TrimEnd(':'), [.. block[1..].Select(line => line.Trim())]));
        }

        return new HelpText(command, sections);
    }

    /// <summary>The lines of a section; none where there is no such section.</summary>
    public string[] Lines(string heading) => Sections.FirstOrDefault(section => section.Heading == heading).Lines ?? [];

    /// <summary>What stands before the two blanks of a line, and what after.</summary>
    public static (string Name, string Meaning) Row(string line) =>
        line.IndexOf("  ", StringComparison.Ordinal) is var at && at < 0 ? (line, "") : (line[..at], line[at..].Trim());

    // A heading begins a section, also where no empty line stands before it.
    private static IEnumerable<string[]> Blocks(string text)
    {
        var block = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith(' ') && block.Count > 0)
            {
                yield return [.. block];
                block.Clear();
            }

            block.Add(line);
        }

        if (block.Count > 0)
        {
            yield return [.. block];
        }
    }
}
