using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Formats;

/// <summary>
/// Writes a file so that its name always holds a whole file, the old one or the new one, whatever stops the program.
/// </summary>
internal static class AtomicFile
{
    // ENOSPC of Linux and macOS as .NET passes it on, then ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Writes to a temporary file in the same folder, flushes it to the disk, and renames it over the path.</summary>
    /// <param name="path">The file; its folder is made when it is missing.</param>
    /// <param name="write">Writes the content. When it throws, the temporary file is removed and the path is left as it was.</param>
    /// <exception cref="InvalidSettingException">The file cannot be written: full disk, no permission, no such place.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var temporary = TemporaryFor(target);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
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

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">All of its text.</param>
    /// <exception cref="InvalidSettingException">The file cannot be written.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>A name in the same folder that no other writer uses: hidden, and never taken for a finished file.</summary>
    public static string TemporaryFor(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.part");

    /// <summary>The sentence for a file that cannot be written.</summary>
    public static InvalidSettingException Refusal(string path, Exception error) => new(
        DiskFull.Contains(error.HResult)
            ? $"The disk is full, so {path} was not written; free some space or choose another folder."
            : $"{path} cannot be written ({error.Message.TrimEnd('.')}); check the folder and its permissions.",
        error);

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
}
