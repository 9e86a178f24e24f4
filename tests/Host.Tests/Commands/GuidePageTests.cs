using System.Text.RegularExpressions;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>The commands of docs/guide: each runs, and its output has the lines that the page shows, but for their numbers.</summary>
public sealed partial class GuidePageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_command_of_the_first_page_does_what_the_page_shows()
    {
        var blocks = Block().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "guide", "first.md")).ReplaceLineEndings("\n"));
        Assert.True(blocks.Count >= 5);
        foreach (Match block in blocks)
        {
            var run = CliRun.Of(block.Groups["command"].Value.Replace("runs/", $"{_folder.Path}/", StringComparison.Ordinal));
            Assert.True(run.Code == 0, $"{block.Groups["command"].Value}\n{run.Error}");
            var lines = run.Output.Replace($"{_folder.Path}/", "runs/", StringComparison.Ordinal).Split('\n').Select(Shape).ToHashSet();
            foreach (var line in block.Groups["output"].Value.TrimEnd('\n').Split('\n').Where(line => !line.StartsWith("array ", StringComparison.Ordinal)))
            {
                Assert.Contains(Shape(line), lines);
            }
        }
    }

    // Words without numbers, hashes and the width of columns.
    private static string Shape(string line) => Blanks().Replace(Numbers().Replace(line.Trim(), "0"), " ");

    [GeneratedRegex("```\n\\$ fhnhw (?<command>.*)\n(?<output>(?:(?!```).*\n)*)```")]
    private static partial Regex Block();

    [GeneratedRegex(@"\b[0-9a-f]{16}\b|-?\d[\d,]*(\.\d+)?")]
    private static partial Regex Numbers();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
