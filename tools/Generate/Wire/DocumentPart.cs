namespace FhnHw.Generate.Wire;

/// <summary>
/// Parts of a document that are written by this program, between comments: <c>&lt;!-- generated: NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c>.
/// </summary>
internal static class DocumentPart
{
    private const string End = "<!-- end -->\n";

    /// <summary>The document with its parts written anew.</summary>
    /// <param name="path">Where it stands in the repository.</param>
    /// <param name="parts">The lines of each part, by its name.</param>
    public static GeneratedFile File(string path, IReadOnlyDictionary<string, IEnumerable<string>> parts)
    {
        var text = Repository.Read(path);
        foreach (var (name, lines) in parts)
        {
            var begin = $"<!-- generated: {name} -->\n";
            var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
            var end = text.IndexOf(End, start, StringComparison.Ordinal);
            if (start < begin.Length || end < 0)
            {
                throw new InvalidDataException($"{path} has no place for '{name}' between '{begin.Trim()}' and '{End.Trim()}'.");
            }

            text = $"{text[..start]}{string.Concat(lines.Select(line => line + "\n"))}{text[end..]}";
        }

        return new GeneratedFile(path, text);
    }
}
