using System.Diagnostics;
using System.Globalization;

namespace FhnHw.Tests.Disk;

/// <summary>Starts programs on a disk that tells each change below a folder, fills up, fails or kills the program: <c>disk.c</c>, loaded before it.</summary>
/// <param name="Root">The folder.</param>
public sealed record FaultyDisk(string Root)
{
    /// <summary>An input or output error, no space left on the device, and a read-only file system.</summary>
    public const int Input = 5, NoSpace = 28, ReadOnly = 30;

    private static readonly Lazy<string> Library = new(Build);

    /// <summary>A file that gets each change; null for none.</summary>
    public string? Log { get; init; }

    /// <summary>Bytes that there is room for; null for any number.</summary>
    public long? Room { get; init; }

    /// <summary>The change, from 1, from which on all fail, and the number of the error; null for none.</summary>
    public (int Change, int Error)? Fails { get; init; }

    /// <summary>The number of the error with which all waits for the disk (fsync) fail; null for none.</summary>
    public int? SyncFails { get; init; }

    /// <summary>The change at which the program is killed; null for none.</summary>
    public int? Kills { get; init; }

    /// <summary>Starts a program with its outputs redirected.</summary>
    public Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        void Set(string name, string? value)
        {
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        Set("LD_PRELOAD", Library.Value);
        Set("FHN_DISK_ROOT", Root);
        Set("FHN_DISK_LOG", Log);
        Set("FHN_DISK_ROOM", Room?.ToString(CultureInfo.InvariantCulture));
        Set("FHN_DISK_FAIL", Fails is var (change, error) ? string.Create(CultureInfo.InvariantCulture, $"{change}:{error}") : null);
        Set("FHN_DISK_SYNC", SyncFails?.ToString(CultureInfo.InvariantCulture));
        Set("FHN_DISK_KILL", Kills?.ToString(CultureInfo.InvariantCulture));
        return Process.Start(start)!;
    }

    private static string Build()
    {
        var library = Path.Combine(Directory.CreateTempSubdirectory("fhnhw-disk-").FullName, "disk.so");
        var source = Path.Combine(Checkout.Root, "tests", "Support", "Disk", "disk.c");
        string[] options = ["-std=c99", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"];
        using var compiler = Process.Start("cc", [.. options, "-o", library, source, "-ldl", "-pthread"]);
        compiler.WaitForExit();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(library)!, recursive: true);
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException($"{source} does not compile.");
    }
}
