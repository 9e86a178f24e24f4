using System.Runtime.InteropServices;

namespace FhnHw.Host.CommandLine;

/// <summary>
/// Refuses to begin where the system lets the process open too few files: .NET could not even load the program's own libraries, in whatever place it
/// happens to be.
/// </summary>
internal static partial class OpenFileLimit
{
    // Training needs over 128 and at most 150 with .NET's own; Linux gives 1024 where nothing else is set.
    private const ulong Least = 256;

    private const int OpenFiles = 7; // RLIMIT_NOFILE of Linux

    /// <summary>What is wrong and what to do; null where there is room.</summary>
    public static string? Complaint() => OperatingSystem.IsLinux() && GetLimit(OpenFiles, out var limit) == 0 && limit.Soft < Least
        ? $"The system lets this program open {limit.Soft} files at once, and it needs {Least}; allow them with 'ulimit -n {Least}' or more."
        : null;

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
