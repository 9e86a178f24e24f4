using FhnHw.Files;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// The folders of a build. make takes no path with a space: where that of the checkout or of the cache has one, the sources are copied to a temporary
/// folder, built there, and the outcome is copied back.
/// </summary>
internal sealed class BuildPlace : IDisposable
{
    private readonly ScratchFolder? _temporary;

    /// <summary>Chooses the place.</summary>
    /// <param name="root">The checkout.</param>
    /// <param name="places">Files and folders that the build needs, from the root.</param>
    /// <param name="output">The folder for the outcome.</param>
    public BuildPlace(string root, IEnumerable<string> places, string output)
    {
        (Root, Output) = (root, output);
        if (!(root + output).Any(char.IsWhiteSpace))
        {
            return;
        }

        _temporary = new ScratchFolder(Path.Combine(Path.GetTempPath(), "fhnhw-build"));
        (Root, Output) = (Path.Combine(_temporary.Path, "source"), Path.Combine(_temporary.Path, "output"));
        foreach (var place in places)
        {
            Copy(Path.Combine(root, place), Path.Combine(Root, place));
        }
    }

    /// <summary>Where the sources stand.</summary>
    public string Root { get; }

    /// <summary>Where the outcome goes.</summary>
    public string Output { get; }

    /// <summary>Copies the outcome to its folder.</summary>
    public void BringTo(string output)
    {
        if (_temporary is not null)
        {
            Copy(Output, output);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _temporary?.Dispose();

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to, overwrite: true); // with its permissions
            return;
        }

        foreach (var file in !Directory.Exists(from) ? [] : Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
