namespace FhnHw.Generate;

/// <summary>The repository around the current folder, whose documents and data some files are made of.</summary>
internal static class Repository
{
    /// <summary>Its root; null where the current folder is not in it.</summary>
    public static string? FindRoot()
    {
        var folder = new DirectoryInfo(Environment.CurrentDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FhnHw.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    /// <summary>The text of a file, its lines ended by LF.</summary>
    /// <param name="path">From the root.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(FindRoot()!, path)).ReplaceLineEndings("\n");
}
