namespace FhnHw.Files;

/// <summary>
/// Writes a file so that its name always holds a whole file, the old one or the new one, whatever stops the program or the machine.
/// </summary>
public static class AtomicFile
{
    // ENOSPC, EFBIG and EDQUOT (of Linux, of macOS) as .NET passes them on, then ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static readonly int[] DiskFull = [28, 27, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>
    /// Writes to a temporary file in the same folder, flushes it to the disk, renames it over the path, and flushes the folder: once this returns, a
    /// power cut leaves the new file. What killed writers of the same file left is removed.
    /// </summary>
    /// <param name="path">
    /// The file; its folder is made when it is missing. A link is followed; a pipe or device, which cannot be replaced, is written as it is.
    /// </param>
    /// <param name="write">Writes the content. When it throws, the temporary file is removed and the path is left as it was.</param>
    /// <exception cref="UnusableFileException">The file cannot be written: full disk, no permission, no such place.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var temporary = TemporaryFor(target);
        var isWritten = false;
        try
        {
            if (IsDevice(target))
            {
                using var device = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                write(device);
                return;
            }

            target = LinkTarget(target);
            var folder = Path.GetDirectoryName(target)!;
            temporary = TemporaryFor(target);
            Folders.Make(folder);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                write(stream);
                DiskFlush.Do(stream);
            }

            isWritten = true;
            File.Move(temporary, target, overwrite: true);
            Folders.Flush(folder);
            Orphans.RemoveOf(target);
        }
        catch (IOException error) when (isWritten && !Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw Removed(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refusal(path, error);
        }
        finally
        {
            Remove(temporary);
        }
    }

    /// <summary>Sees, before long work, that a file can be written, by making and removing one beside it.</summary>
    /// <exception cref="UnusableFileException">It cannot.</exception>
    public static void Check(string path)
    {
        var target = Path.GetFullPath(path);
        if (IsDevice(target))
        {
            return;
        }

        try
        {
            target = LinkTarget(target);
            Folders.Make(Path.GetDirectoryName(target)!);
            var temporary = TemporaryFor(target);
            new FileStream(temporary, FileMode.CreateNew, FileAccess.Write).Dispose();
            Remove(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refusal(path, error);
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">All of its text.</param>
    /// <exception cref="UnusableFileException">The file cannot be written.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>A name in the same folder that no other writer uses: hidden, and never taken for a finished file.</summary>
    public static string TemporaryFor(string path) => Orphans.NameFor(path);

    /// <summary>Removes what killed writers left in a folder of which the caller is the one writer.</summary>
    public static void RemoveOrphansIn(string folder) => Orphans.RemoveIn(folder);

    /// <summary>Removes what killed writers of a file, or of a folder, left beside it more than ten minutes ago.</summary>
    internal static void RemoveOrphansOf(string path) => Orphans.RemoveOf(path);

    /// <summary>Makes the folder of a file.</summary>
    /// <exception cref="UnusableFileException">It cannot be made.</exception>
    internal static void MakeFolderOf(string path)
    {
        try
        {
            Folders.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refusal(path, error);
        }
    }

    /// <summary>The sentence for a file that cannot be written.</summary>
    public static UnusableFileException Refusal(string path, Exception error) => new(
        DiskFull.Contains(error.HResult)
            ? $"The disk is full, so {path} was not written; free some space or choose another folder."
            : $"{path} cannot be written ({error.Message.TrimEnd('.')}); check the folder and its permissions.",
        error);

    /// <summary>The sentence for a file that was taken away from its writer.</summary>
    internal static UnusableFileException Removed(string path, Exception? cause = null)
    {
        var message = $"{path} was removed while it was written to; begin again in another folder.";
        return cause is null ? new UnusableFileException(message) : new UnusableFileException(message, cause);
    }

    /// <summary>Removes a file if it is there; a file that cannot be removed is left.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The error that led here is the one worth telling.
        }
    }

    // Devices lie in /dev; of a pipe elsewhere it tells that it has no positions.
    private static bool IsDevice(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return false;
        }

        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return !file.CanSeek;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string LinkTarget(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
}
