namespace FhnHw.Host.Terminal;

/// <summary>Helps to make one sentence out of several texts.</summary>
internal static class Sentences
{
    // Characters of a sentence: about ten lines of a terminal. Longer ones lose their middle.
    private const int Longest = 800;

    /// <summary>A message as the first part of a sentence: on one line, without its full stop.</summary>
    public static string Join(string message) =>
        string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');

    /// <summary>
    /// A sentence as it may stand on a terminal: names and fields out of files may be of any length, and hold characters that move the cursor.
    /// </summary>
    public static string Shown(string sentence)
    {
        var text = sentence.Length <= Longest ? sentence : $"{sentence[..(Longest / 2)]} ... {sentence[^(Longest / 4)..]}";
        return string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
    }

    /// <summary>A name and what it means in lines of at most so many columns; the later ones begin below the meaning.</summary>
    public static IEnumerable<string> Folded(string name, string meaning, int columns)
    {
        var line = name;
        foreach (var word in meaning.Split(' '))
        {
            if (line.Length + word.Length > columns && line.Length > name.Length)
            {
                yield return line.TrimEnd();
                line = new string(' ', name.Length);
            }

            line += $"{word} ";
        }

        yield return line.TrimEnd();
    }

    /// <summary>A choice in words: <c>a, b or c</c>.</summary>
    public static string Choice(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => string.Join(", ", names.Take(names.Count - 1)) + " or " + names[^1],
    };
}
