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
    /// <exception cref="UnusableFileException">It cannot be made.</exception>
    public ScratchFolder(string target)
    {
        Orphans.RemoveOf(target);
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

    /// <summary>Puts the folder in a place, instead of what is there.</summary>
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
                Directory.Move(Path, target);
            }
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
