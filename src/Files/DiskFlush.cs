using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FhnHw.Files;

/// <summary>
/// Waits until the disk has what was written. .NET's own <c>Flush(true)</c> and <c>FlushToDisk</c> do so too, but on Linux a disk that fails just then
/// (EIO, no space left on a file system that gives space late) goes by in silence: seen with .NET 10.0.12.
/// </summary>
public static unsafe class DiskFlush
{
    // EINTR: again. The others: what has no disk behind it, such as a pipe, or folders of some file systems.
    private const int Interrupted = 4, Invalid = 22, ReadOnly = 30, NotSupported = 95;

    // The C library's, as the program is linked with it: what stands before it (LD_PRELOAD) is asked first.
    private static readonly Lazy<nint> Fsync = new(() => NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "fsync"));

    /// <summary>Writes what a stream still holds, and waits until the disk has all of the file.</summary>
    /// <exception cref="IOException">The disk has failed.</exception>
    public static void Do(FileStream stream)
    {
        stream.Flush(flushToDisk: !OperatingSystem.IsLinux());
        Do(stream.SafeFileHandle);
    }

    /// <summary>Waits until the disk has all of a file, or a folder's entries.</summary>
    /// <exception cref="IOException">The disk has failed.</exception>
    public static void Do(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        var call = (delegate* unmanaged<int, int>)Fsync.Value;
        while (call((int)handle.DangerousGetHandle()) != 0)
        {
            switch (Marshal.GetLastSystemError())
            {
                case Interrupted: continue;
                case Invalid or ReadOnly or NotSupported: return;
                case var error: throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
            }
        }
    }
}
