namespace FhnHw.Training.Data;

/// <summary>A set that was found in a folder and is not read yet.</summary>
/// <param name="Folder">Where it lies, in full.</param>
/// <param name="Prefix">What the names of its files begin with, such as <c>emnist-letters</c>; may be empty.</param>
/// <param name="Read">Reads it.</param>
internal sealed record FoundSet(string Folder, string Prefix, Func<DataSet> Read)
{
    // Folders that say nothing of what is in them.
    private static readonly string[] Silent = ["raw", "gzip", "data", "dataset", "processed"];

    private static readonly Dictionary<string, string> Published = new(StringComparer.OrdinalIgnoreCase)
    {
        ["emnist"] = "EMNIST",
        ["qmnist"] = "QMNIST",
        ["kmnist"] = "KMNIST",
        ["k49"] = "Kuzushiji-49",
    };

    /// <summary>The name that a folder gives a set: its own, or that of the folder above where it is one such as <c>raw</c>.</summary>
    public static string FolderName(string folder)
    {
        var name = Path.GetFileName(folder);
        return Silent.Contains(name, StringComparer.OrdinalIgnoreCase) && Path.GetDirectoryName(folder) is { Length: > 0 } above
            && Path.GetFileName(above) is { Length: > 0 } better
            ? Silent.Contains(better, StringComparer.OrdinalIgnoreCase) ? FolderName(above) : better
            : name;
    }

    /// <summary>What the set is called: by its files, else by its folder.</summary>
    public string Name
    {
        get
        {
            var words = Prefix.Split('-', 2);
            return Prefix.Length == 0 ? FolderName(Folder)
                : Published.TryGetValue(words[0], out var known) ? string.Join(' ', [known, .. words.Skip(1)])
                : Prefix;
        }
    }

    /// <summary>True for EMNIST by the names of its files: its images lie on their side.</summary>
    public bool LiesOnItsSide => Prefix.Split('-').Contains("emnist");

    /// <summary>The shortest name by which it can be chosen among its neighbours.</summary>
    public string Key => Prefix.Length == 0 ? FolderName(Folder) : Prefix.Split('-', 2) is [_, var split] ? split : Prefix;

    /// <summary>Whether a user's choice means this set: its key, its whole name, or a folder on its path below <paramref name="root"/>.</summary>
    public bool IsMeant(string choice, string root, StringComparison comparison) =>
        new[] { Key, Prefix, Name }.Concat(Path.GetRelativePath(root, Folder).Split('/', '\\')).Any(name => name.Equals(choice, comparison));
}
