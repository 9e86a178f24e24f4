using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FhnHw.Files;

/// <summary>Folders whose entries survive a power cut: a file that is flushed, in a folder that is not, may be gone all the same.</summary>
internal static partial class Folders
{
    // O_RDONLY and O_CLOEXEC, so that programs started meanwhile do not get the handle.
    private const int ReadOnly = 0, CloseOnExecLinux = 0x80000, CloseOnExecMacOS = 0x1000000;

    /// <summary>Makes a folder and those above it that are missing, and flushes what each of them is entered in.</summary>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var above = Path.GetDirectoryName(folder);
        if (above is not null)
        {
            Make(above);
        }

        Directory.CreateDirectory(folder);
        if (above is not null)
        {
            Flush(above);
        }
    }

    /// <summary>
    /// Flushes a folder's entries to the disk: the files that were made, renamed and removed in it. Windows has no such call, and its NTFS keeps
    /// entries in a journal in their order.
    /// </summary>
    /// <exception cref="IOException">The disk has failed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = new SafeFileHandle(Open(folder, ReadOnly | (OperatingSystem.IsMacOS() ? CloseOnExecMacOS : CloseOnExecLinux)), ownsHandle: true);
        if (!handle.IsInvalid)
        {
            DiskFlush.Do(handle); // where a file system has no such call for folders, nothing happens
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
