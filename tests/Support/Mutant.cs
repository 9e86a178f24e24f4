namespace FhnHw.Tests;

/// <summary>One thing that is broken on purpose.</summary>
/// <param name="Name">What, in words.</param>
/// <param name="File">The source file.</param>
/// <param name="Sound">Its text as it is, which stands there once.</param>
/// <param name="Broken">What comes in its place.</param>
public sealed record Mutant(string Name, string File, string Sound, string Broken)
{
    /// <summary>Reads a list: of each a line <c>= name</c>, a line with the file, the text, a line <c>---</c>, and the other text.</summary>
    public static IReadOnlyList<Mutant> All(string path)
    {
        var mutants = new List<Mutant>();
        foreach (var part in System.IO.File.ReadAllText(path).Split("\n= ")[1..])
        {
            var (name, file, rest) = part.Split('\n', 3) is [var first, var second, var third] ? (first, second, third) : throw Wrong(part);
            var texts = $"{rest}\n".Split("\n---\n");
            mutants.Add(texts.Length == 2 ? new Mutant(name, file, texts[0], texts[1].TrimEnd('\n')) : throw Wrong(name));
        }

        return mutants;

        InvalidOperationException Wrong(string what) => new($"{path} has no such form at '{what}'.");
    }

    /// <summary>The file's text with the fault in it.</summary>
    /// <exception cref="InvalidOperationException">The sound text does not stand there once.</exception>
    public string Break(string text) => text.Split(Sound).Length == 2
        ? text.Replace(Sound, Broken, StringComparison.Ordinal)
        : throw new InvalidOperationException($"The mutant '{Name}' fits {File} no more; mend the list of mutants.");
}
