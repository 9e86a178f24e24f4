namespace FhnHw.Files;

/// <summary>
/// A file that one process at a time holds. The system lets go of it when the process ends, however it ends, so that no lock of a dead process is
/// left; the file itself stays.
/// </summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // EWOULDBLOCK of Linux and macOS as .NET passes it on, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>True where an error says that another process holds the file.</summary>
    public static bool IsHeld(IOException error) => Held.Contains(error.HResult);

    /// <summary>Holds the file; null where another process does.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <exception cref="UnusableFileException">The file cannot be made.</exception>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Refusal(path, error);
        }
    }

    /// <summary>Waits until the file is free, and holds it.</summary>
    /// <param name="path">The file; its folder is made when it is missing.</param>
    /// <param name="work">What the holder does, for the error: <c>builds the simulated board</c>.</param>
    /// <param name="patience">The longest wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="UnusableFileException">The file cannot be made, or another process holds it for longer.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static FileLock Take(string path, string work, TimeSpan patience, CancellationToken cancellation)
    {
        AtomicFile.MakeFolderOf(path);
        var end = TimeProvider.System.GetTimestamp() + (long)(patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            if (TryTake(path) is { } held)
            {
                return held;
            }

            if (TimeProvider.System.GetTimestamp() >= end)
            {
                throw new UnusableFileException(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Another process {work} and has held {path} for over {patience.TotalSeconds:0.#} s; wait for it to end, or end it."));
            }

            cancellation.ThrowIfCancellationRequested();
            cancellation.WaitHandle.WaitOne(Pause);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
