using FhnHw.Files;

namespace FhnHw.Training.Runs;

/// <summary>Holds the folder of a run. A run that ends without having written anything leaves none behind.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="path">The file that is locked, in that folder.</param>
/// <param name="isNew">Whether the folder was made for this run.</param>
/// <param name="hold">The lock.</param>
internal sealed class RunFolderHold(string folder, string path, bool isNew, FileLock hold) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            // While the lock is held, so that nobody else can have begun here.
            if (Directory.EnumerateFileSystemEntries(folder).All(entry => Path.GetFileName(entry) == Path.GetFileName(path)))
            {
                File.Delete(path);
                if (isNew)
                {
                    Directory.Delete(folder);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays: on Windows a file that is open cannot be deleted, and a read-only folder keeps what it has.
        }

        hold.Dispose();
    }
}
