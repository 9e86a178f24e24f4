using System.Runtime.InteropServices;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Lines;

/// <summary>
/// Keeps a serial port for one program at a time, on Linux. The mark that the kernel has for this (TIOCEXCL) does not bind root; so the port is
/// locked by flock, as other terminal programs do, and those that have it open without a lock are looked for.
/// </summary>
internal sealed partial class PortLock : IDisposable
{
    private const int ReadWrite = 2, NoTerminal = 0x100, NonBlocking = 0x800, CloseOnExec = 0x80000; // flags of open
    private const int Exclusive = 2, AtOnce = 4; // of flock
    private const int Looks = 20, MillisecondsBetweenLooks = 25;
    private const int WouldBlock = 11, Busy = 16; // error codes

    private readonly int _descriptor;
    private bool _closed;

    private PortLock(int descriptor) => _descriptor = descriptor;

    /// <summary>Locks a port.</summary>
    /// <param name="path">The port.</param>
    /// <returns>The lock; null where the port cannot be opened for another reason, or on another system than Linux.</returns>
    /// <exception cref="DeviceMissingException">Another program uses it.</exception>
    public static PortLock? Take(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var descriptor = Open(path, ReadWrite | NoTerminal | NonBlocking | CloseOnExec);
        if (descriptor < 0)
        {
            var busy = Marshal.GetLastPInvokeError() == Busy; // by the kernel's mark, for others than root
            return busy ? throw InUse(path, PortUsers.Of(path)) : (PortLock?)null;
        }

        // A process that this one starts has its ports until it runs its own program: for milliseconds, which are waited for.
        var locked = new PortLock(descriptor);
        for (var look = 1; ; look++)
        {
            var taken = Lock(descriptor, Exclusive | AtOnce) != 0 && Marshal.GetLastPInvokeError() == WouldBlock;
            var users = PortUsers.Of(path);
            if (!taken && users.Count == 0)
            {
                return locked;
            }

            if (look == Looks)
            {
                locked.Dispose();
                throw InUse(path, users);
            }

            Thread.Sleep(MillisecondsBetweenLooks);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            _ = Close(_descriptor);
        }
    }

    private static DeviceMissingException InUse(string path, IReadOnlyList<string> users) => new(
        $"The port {path} is in use by {(users.Count > 0 ? string.Join(" and ", users) : "another program")}; end that first.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
