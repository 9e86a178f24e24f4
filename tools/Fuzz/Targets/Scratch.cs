namespace FhnHw.Fuzz.Targets;

/// <summary>A folder of a target's own, in memory where the system has a place for that.</summary>
internal sealed class Scratch : IDisposable
{
    /// <summary>Makes it.</summary>
    public Scratch()
    {
        Path = System.IO.Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath(), $"fhnhw-fuzz-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The path of a file or folder in it.</summary>
    public string Of(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a file.</summary>
    public string Write(string name, byte[] content)
    {
        var path = Of(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Empties the folder.</summary>
    public void Clear()
    {
        Dispose();
        Directory.CreateDirectory(Path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
