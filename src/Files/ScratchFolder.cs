namespace FhnHw.Files;

/// <summary>
/// A folder for work that ends as a whole or not at all. It is removed when it is disposed, and where its process was killed, by the next that makes
/// one of the same name.
/// </summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>The file in it that its process holds.</summary>
    internal const string HoldName = ".hold";

    private readonly FileStream _hold;

    /// <summary>Makes the folder, hidden beside the place that its content is for.</summary>
    /// <param name="target">That place; the folders above it are made when they are missing.</param>
    /// <param name="alone">
    /// True where the caller holds a lock, so that no other process works for this place: then all that is left of others is removed, else what was
    /// left more than ten minutes ago.
    /// </param>
    /// <exception cref="UnusableFileException">It cannot be made.</exception>
    public ScratchFolder(string target, bool alone = false)
    {
        Orphans.RemoveOf(target, alone);
        Path = Orphans.NameFor(target);
        try
        {
            Directory.CreateDirectory(Path);
            _hold = new FileStream(System.IO.Path.Combine(Path, HoldName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Refusal(target, error);
        }
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Puts the folder in a place, instead of what is there, a file too.</summary>
    /// <exception cref="UnusableFileException">It cannot be put there.</exception>
    public void MoveTo(string target)
    {
        try
        {
            Folders.Make(System.IO.Path.GetDirectoryName(target)!);
            Release();
            if (Directory.Exists(target))
            {
                var old = Orphans.NameFor(target);
                Directory.Move(target, old);
                Directory.Move(Path, target);
                Directory.Delete(old, recursive: true);
            }
            else
            {
                File.Delete(target); // as an earlier version kept it; none there is no error
                Directory.Move(Path, target);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Refusal(target, error);
        }
    }

    /// <summary>
    /// Puts files into the place, which keeps its others. The last of them is removed there first: a set that is cut short lacks a file, and is no
    /// mixture of two.
    /// </summary>
    /// <param name="target">The place, a folder.</param>
    /// <param name="names">The files.</param>
    /// <exception cref="UnusableFileException">They cannot be put there.</exception>
    public void MoveFilesTo(string target, IReadOnlyList<string> names)
    {
        try
        {
            Folders.Make(target);
            File.Delete(System.IO.Path.Combine(target, names[^1]));
            Folders.Flush(target);
            foreach (var name in names)
            {
                File.Move(System.IO.Path.Combine(Path, name), System.IO.Path.Combine(target, name), overwrite: true);
            }

            Folders.Flush(target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Refusal(target, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        try
        {
            if (Directory.Exists(Path))
            {
                Directory.Delete(Path, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The error that led here is the one worth telling; the next that makes such a folder removes it.
        }
    }

    private void Release()
    {
        _hold.Dispose();
        AtomicFile.Remove(_hold.Name);
    }
}
