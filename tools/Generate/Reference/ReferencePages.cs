using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Commands;

namespace FhnHw.Generate.Reference;

/// <summary>docs/reference: a page a command, from its <c>--help all</c>, and an index.</summary>
internal static partial class ReferencePages
{
    private const string Folder = "docs/reference";
    private const string Note = "<!-- Written by tools/Generate from --help. Do not edit. -->";

    public static IEnumerable<GeneratedFile> Files()
    {
        Command[] commands = [.. new FhnHwCommand().Subcommands.Where(command => !command.Hidden)];
        yield return new GeneratedFile($"{Folder}/README.md", Index(commands));
        foreach (var command in commands)
        {
            yield return new GeneratedFile($"{Folder}/{command.Name}.md", Page(command));
        }
    }

    private static string Index(Command[] commands)
    {
        var page = new StringBuilder($"{Note}\n\n# All commands\n\n");
        page.Append("What `fhnhw COMMAND --help all` says, a page a command. The [guide](../guide/README.md) shows them at work.\n\n");
        page.Append("| command | what it does |\n| --- | --- |\n");
        foreach (var command in commands)
        {
            page.Append($"| [`{command.Name}`]({command.Name}.md) | {Cell(command.Description ?? "")} |\n");
            foreach (var inner in command.Subcommands.Where(inner => !inner.Hidden))
            {
                page.Append($"| [`{command.Name} {inner.Name}`]({command.Name}.md#{Anchor($"fhnhw {command.Name} {inner.Name}")}) "
                    + $"| {Cell(inner.Description ?? "")} |\n");
            }
        }

        page.Append($"\n`fhnhw --version` shows the version, `fhnhw` alone where to start. Exit codes: {ExitCode.Done} done, ");
        page.Append($"{ExitCode.CheckFailed} a check failed, {ExitCode.BadInput} bad input, {ExitCode.DeviceMissing} device missing, lost or wrong, ");
        page.Append($"{ExitCode.Interrupted} interrupted ([when things go wrong](../guide/when-things-go-wrong.md)).\n");
        return page.ToString();
    }

    private static string Page(Command command)
    {
        var page = new StringBuilder($"{Note}\n\n");
        Append(page, command.Name, "#");
        foreach (var inner in command.Subcommands.Where(inner => !inner.Hidden))
        {
            page.Append('\n');
            Append(page, $"{command.Name} {inner.Name}", "##");
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, string command, string level)
    {
        var help = HelpText.Of(command);
        page.Append($"{level} fhnhw {command}\n\n{Capital(Marked(string.Join(' ', help.Lines("Description"))))}.\n\n");
        page.Append($"    {help.Lines("Usage").Single()}\n");
        Table(page, "argument", help.Lines("Arguments"));
        foreach (var (heading, lines) in help.Sections.Where(section => section.Heading.StartsWith("Options", StringComparison.Ordinal)))
        {
            Table(page, heading.Replace("Options", "option", StringComparison.Ordinal), lines);
        }

        if (help.Sections.FirstOrDefault(section => section.Heading.StartsWith("Example", StringComparison.Ordinal)).Lines is { Length: > 0 } examples)
        {
            page.Append($"\n{(examples.Length == 1 ? "Example" : "Examples")}:\n\n{string.Concat(examples.Select(example => $"    {example}\n"))}");
        }
    }

    // The option --help is the same everywhere, and left out.
    private static void Table(StringBuilder page, string head, string[] lines)
    {
        (string Name, string Meaning)[] rows = [.. lines.Select(HelpText.Row).Where(row => !row.Name.Contains("--help", StringComparison.Ordinal))];
        if (rows.Length == 0)
        {
            return;
        }

        (string Name, string Meaning, string Default)[] cells =
        [
            .. from row in rows
               let found = Default().Match(row.Meaning)
               select (Code(row.Name), Cell(found.Success ? row.Meaning[..found.Index] : row.Meaning), Cell(found.Groups["value"].Value)),
        ];
        var defaults = cells.Any(row => row.Default.Length > 0);
        page.Append($"\n| {head} | meaning |{(defaults ? " default |" : "")}\n| --- | --- |{(defaults ? " --- |" : "")}\n");
        foreach (var (name, meaning, value) in cells)
        {
            page.Append($"| {name} | {meaning} |{(defaults ? value.Length == 0 ? " |" : $" {value} |" : "")}\n");
        }
    }

    private static string Code(string name) => $"`{name.Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Cell(string text) => Marked(text.Trim()).Replace("|", "\\|", StringComparison.Ordinal);

    // No mark of Markdown by chance, and a link where a document of this repository is named.
    private static string Marked(string text) => Document().Replace(
        text.Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal),
        match => $"[{match.Value}](../{match.Groups["file"].Value})");

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Anchor(string heading) => heading.Replace(' ', '-');

    [GeneratedRegex(@" ?\[default: (?<value>[^\]]*)\]$")]
    private static partial Regex Default();

    [GeneratedRegex(@"docs/(?<file>[a-z/-]+\.md)")]
    private static partial Regex Document();
}
