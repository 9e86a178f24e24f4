namespace FhnHw.Files;

/// <summary>Opens files that a user names. Pipes, ports and devices are refused, since reading them might never end.</summary>
public static class InputFile
{
    /// <summary>Opens a file to read it.</summary>
    /// <exception cref="UnusableFileException">It is empty, a pipe or a device.</exception>
    /// <exception cref="IOException">It is missing, or cannot be read.</exception>
    public static FileStream OpenRead(string path)
    {
        Check(path);
        return File.OpenRead(path);
    }

    /// <summary>Reads a text.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static string ReadText(string path)
    {
        Check(path);
        return File.ReadAllText(path);
    }

    /// <summary>Refuses what has no length: pipes and devices have none, and an empty file is none of those that are read here.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static void Check(string path)
    {
        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        if (target is { Exists: true, Length: 0 })
        {
            throw new UnusableFileException($"{path} is empty, or no plain file but a pipe or a device; give a file.");
        }
    }
}
