using System.Text.RegularExpressions;

namespace FhnHw.Host.Tests.Commands.Guide;

/// <summary>A command of a page of docs/guide, and what the page shows of its output.</summary>
/// <param name="Line">The line after the dollar sign.</param>
/// <param name="Shown">Lines of the output; a page may leave some out.</param>
internal sealed partial record GuideCommand(string Line, string[] Shown)
{
    /// <summary>The commands of a page, in their order.</summary>
    public static IReadOnlyList<GuideCommand> Of(string page) =>
    [
        .. from block in Block().Matches(page.ReplaceLineEndings("\n"))
           from command in block.Groups["text"].Value.Split("$ ", StringSplitOptions.RemoveEmptyEntries)
           let lines = command.TrimEnd('\n').Split('\n')
           select new GuideCommand(lines[0], lines[1..]),
    ];

    /// <summary>The lines shown that an output lacks, but for numbers, their units, hashes and the width of columns.</summary>
    public IEnumerable<string> Missing(string output)
    {
        var lines = output.Split('\n').Select(Shape).ToHashSet();
        return Shown.Where(line => line.Length > 0 && line != "..." && !OfMachine().IsMatch(line) && !lines.Contains(Shape(line)));
    }

    private static string Shape(string line) => Blanks().Replace(Units().Replace(Numbers().Replace(line.Trim(), "0"), "0 unit"), " ");

    [GeneratedRegex("^```\n(?<text>\\$ (?:(?!```).*\n)*)```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    // What the processor and its driver are called.
    [GeneratedRegex("^(device|[AB]) ")]
    private static partial Regex OfMachine();

    [GeneratedRegex(@"\b[0-9a-f]{16}\b|[-+]?\d[\d,]*(\.\d+)?")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"0 (ms|s|min|h|B|kB|MB)\b")]
    private static partial Regex Units();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
